"""Points and coupons as other systems booked them, member by member."""
