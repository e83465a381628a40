"""Parts of `scripts/bench_build.py`: what is built, by which generators, and how it is measured."""
