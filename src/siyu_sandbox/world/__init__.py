"""All the sandbox knows: one `World` of dataclasses with its clock, its agenda and its ids."""
