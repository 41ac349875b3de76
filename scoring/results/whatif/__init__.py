"""What the what-if page of the explorer computes with: the points of a run and the rules that lead from them to ranks."""
