"""What was promised to the patient: the plan and its steps, who may see it by which paragraph, and the log. Money and statistics are not in here."""
