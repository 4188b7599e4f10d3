"""What has been received: all-or-nothing load, immutable partitions, one manifest, history.

What it means is not in here: the store knows which rows stand, not what is counted from them.
"""
