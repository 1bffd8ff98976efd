"""Registers the domain with Django."""

from __future__ import annotations

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "siyu.connect.surveys"
    label = "connect_surveys"
