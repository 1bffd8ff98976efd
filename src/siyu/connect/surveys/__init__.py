"""Surveys: forms of the brand's own on a public page, whose answers become events and attributes of members."""
