"""Small measurements anyone can run: `make bench`. Every figure stands beside a naive baseline of the same run."""
