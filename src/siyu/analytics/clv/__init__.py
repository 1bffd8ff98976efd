"""Models of how often people buy and how much they spend, fitted by maximum likelihood; what buys is a customer who may leave."""

from siyu.analytics.clv.beta_geo import BetaGeo
from siyu.analytics.clv.fitting import NotFittedError
from siyu.analytics.clv.gamma_gamma import GammaGamma
from siyu.analytics.clv.pareto_nbd import ParetoNBD
from siyu.analytics.clv.worth import discounted_purchases

__all__ = ["BetaGeo", "GammaGamma", "NotFittedError", "ParetoNBD", "discounted_purchases"]
