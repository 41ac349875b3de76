"""How firm a ranking is: weights drawn by chance, other ways of scoring, and what they do to ranks.

The only room that computes in doubles with numpy, which it loads when it is asked and not before. It never makes a score
that is printed as one: what comes out are ranks, shares of draws, and shares of variance.
"""
