"""The tests, flat, and the benchmarks that people run by hand."""
