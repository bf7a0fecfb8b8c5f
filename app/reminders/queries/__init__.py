"""Reading what reminders are decided from, and what somebody chose."""
