"""What the law says about what happened: the guarantee's limits as dated values, and the clocks they start.

Here belong starts, pauses, ends and what a breach obliges. Here does not belong who is left out of a
statistic: a legal pause and a statistical exclusion are two things (`statistics/exclusions`).
"""
