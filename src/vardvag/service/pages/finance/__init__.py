"""The region's money, for its finance office: month by month, in aggregate, and never a person."""
