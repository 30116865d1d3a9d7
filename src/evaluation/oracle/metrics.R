# Prints what R's forecast package says of two forecasts of AirPassengers, and scores of distributions by their closed form or
# by numeric integration, as JSON: the numbers the metrics are compared with.
#   Rscript src/evaluation/oracle/metrics.R > src/evaluation/oracle/metrics.json
#   npx biome format --write src/evaluation/oracle
# Made with R 4.2.2 and forecast 8.20 (Debian 12: r-cran-forecast, r-cran-jsonlite).
suppressMessages(library(forecast))

history <- window(AirPassengers, end = c(1959, 12))
future <- window(AirPassengers, start = c(1960, 1))
season <- 12

measure <- function(model) {
  a <- accuracy(model, future)["Test set", ]
  y <- as.numeric(future); f <- as.numeric(model$mean)
  scale <- diff(as.numeric(history), lag = season)
  list(
    forecast = f,
    bias = unname(-a["ME"]), rmse = unname(a["RMSE"]), mae = unname(a["MAE"]), mape = unname(a["MAPE"]),
    mase = unname(a["MASE"]), mse = unname(a["RMSE"])^2,
    smape = mean(200 * abs(y - f) / (abs(y) + abs(f))),
    rmsse = sqrt(mean((y - f)^2) / mean(scale^2)),
    wape = 100 * sum(abs(y - f)) / sum(abs(y)),
    r2 = 1 - sum((y - f)^2) / sum((y - mean(y))^2)
  )
}

models <- list(snaive = snaive(history, 12), thetaf = thetaf(history, 12))
# Closed form of a normal forecast (Gneiting and Raftery 2007, equation 21).
crps_normal <- function(y, m, s) { z <- (y - m) / s; s * (z * (2 * pnorm(z) - 1) + 2 * dnorm(z) - 1 / sqrt(pi)) }
probabilities <- c(0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
quantiles <- c(80, 95, 102, 110, 121, 130, 150)
# The distribution that is straight between these quantiles and ends at the outer ones, by numeric integration.
cdf <- function(x) {
  inner <- approx(quantiles, probabilities, x, rule = 1)$y
  ifelse(x < quantiles[1], 0, ifelse(x >= quantiles[7], 1, inner))
}
crps_numeric <- function(y) {
  inside <- function(x) (cdf(x) - (x >= y))^2
  edges <- sort(unique(c(quantiles, y)))
  sum(sapply(seq_along(edges)[-1], function(i) integrate(inside, edges[i - 1], edges[i], rel.tol = 1e-10)$value))
}
actuals <- c(60, 80, 99, 110, 126.5, 150, 170)
pinball <- function(y, q, p) ifelse(y >= q, p * (y - q), (1 - p) * (q - y))
cat(jsonlite::toJSON(list(
  season = season, history = as.numeric(history), actual = as.numeric(future),
  models = lapply(models, measure),
  normal = lapply(c(-1.5, 0, 0.4, 3), function(y) list(y = y, crps = crps_normal(y, 0.3, 1.7))),
  probabilities = probabilities, quantiles = quantiles,
  piecewise = lapply(actuals, function(y) list(y = y, crps = crps_numeric(y))),
  pinball = mean(outer(actuals, seq_along(quantiles), function(y, i) pinball(y, quantiles[i], probabilities[i]))),
  wql = 2 * mean(outer(actuals, seq_along(quantiles), function(y, i) pinball(y, quantiles[i], probabilities[i]))) / mean(abs(actuals))
), auto_unbox = TRUE, digits = 12, pretty = TRUE))
