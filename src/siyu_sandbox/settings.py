"""Where sources about the platforms disagree or are silent: every such fact is a setting."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Settings:
    """Facts that could not be verified, or differ between official pages; changed by `POST /_sandbox/settings`."""

    legacy_directory: bool = True
    """Off: `department/list`, `user/get`, `user/list` and their kin answer 48002, as for new addresses since 2022."""
    unionid_bound: bool = False
    """On: external contacts and group members carry the unionid; off, asking for one answers 41057."""
    list_without_customers: int = 84061
    """What `externalcontact/list` answers for a member without customers; 0 gives an empty list."""
    members_see_blockers: bool = False
    """On: a member's list keeps customers who deleted the member, as those do not show in the client either."""
    mass_rule: str = "monthly_days"
    """How often a customer receives group-sends: `monthly_days`, `weekly_7` or `daily_1`."""
    welcome_seconds: int = 20
    unknown_path_status: int = 404
    """The HTTP status of a WeCom path that does not exist; official accounts answer 40066."""
    dispatch_seconds: int = 2
    """How long a group-send task answers 41063 after it was made."""
    transfer_seconds: int = 86400
    group_lag_seconds: int = 0
    """How long `groupchat/get` shows the members of before a change."""
    statistics_days: int = 180
    custom_messages: int = 5
    """How many custom messages a follower's message or payment-free action allows within 48 hours; 20 until 2021."""
    service_mass_per_month: int = 4
    template_daily: int = 100_000
    stable_force_per_day: int = 20
    acquisition_quota: int = 10_000
    """How many customers acquisition links may bring."""
    capacity: int = 20_000
    """How many customers a member can have."""
    unknown_field: str = "ignore"
    """What happens to a field no page of the platforms names: `ignore` as they do, or `refuse` to find misspellings."""
    limits: float = 1.0
    """What all call frequencies are multiplied by: 0.001 makes 45009 easy to meet."""
    trusted_ips: list[str] = field(default_factory=list)
    """When not empty, WeCom answers 60020 and official accounts 40164 to every other address."""
