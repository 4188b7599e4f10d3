"""Who may read or change a person's plan, as pure functions, one file per paragraph. Deny by default.

Here belong the decision, its reason in plain words and its paragraph. Here does not belong where the facts
come from (`usecases` fetch them) nor writing the log row (`contracts.log`).
"""
