"""Check-ins as FHIR R4: what a relative takes to another system, and what they shared of it."""
