"""What people ask for: one file per verb. No web framework in here; stores are passed in."""
