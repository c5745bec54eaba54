"""One function a statistic: the competition as it is known in, a frame out."""
