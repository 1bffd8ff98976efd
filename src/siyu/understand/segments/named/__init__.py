"""Segments every brand asks for, as documents; `install_named_segments` puts them into a workspace."""
