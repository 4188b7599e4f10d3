"""Example people with complex plans, made up from a seed: for the demo, for tests and for tests of load.

Here belong who the made-up people are, what care they need and how far it has come. Here does not belong
keeping them anywhere (`usecases/example`, `service/store`), nor any rule: a plan made here obeys the same
rules as any other. Nothing in it is about a real person; units are made up too, municipalities are real.
"""
