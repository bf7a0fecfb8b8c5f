"""What a trust shows to others of its offer to carers: NICE QS80 statement 8, an extract for audits, coded activity."""
