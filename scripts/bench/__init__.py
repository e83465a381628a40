"""Parts of `scripts/bench_search.py`: what is searched, by what, and how it is measured."""
