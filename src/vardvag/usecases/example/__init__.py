"""The example that the demo shows: one story, made up, over all four parts. No person in it is real.

Here belong who, where and when. Here does not belong preparing the stores (`prepare_demo`), nor any rule.
"""
