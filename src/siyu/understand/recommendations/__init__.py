"""What members will probably buy next: learnt from what the same members bought, checked against what came."""
