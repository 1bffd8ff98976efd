"""Leads: what a business contact scores and why, where leads stand by industry and size, how they get on, their companies."""
