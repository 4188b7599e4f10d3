"""What was promised to the patient: the plan and its steps, who may see it by which paragraph, and the log.

Here belongs the agreement between a patient and her care, as pure code without a web framework. Here does not
belong counting days (a step points to a pathway and shows its clock, `clocks`), money, or statistics: kronor
never stand beside a patient, so nothing in here imports `agreements` or `statistics`, and a test holds it so.
"""
