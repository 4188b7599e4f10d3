"""The region's waiting times, for its analyst: what is received, files, clocks, figures.

Never a person's plan, and no kronor.

Everything counts from the region's own store, so it is imported only where the region's part runs.
"""
