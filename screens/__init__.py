"""What screens show, rendered by Amazon's own renderer in a browser: pictures, and what the tests look at."""
