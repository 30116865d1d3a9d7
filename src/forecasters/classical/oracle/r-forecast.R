# Prints what R's forecast package makes of a few series, as JSON: the numbers the classical forecasters are compared with.
#   Rscript src/forecasters/classical/oracle/r-forecast.R > src/forecasters/classical/oracle/r-forecast.json
#   npx biome format --write src/forecasters/classical/oracle
# Made with R 4.2.2 and forecast 8.20 (Debian 12: r-cran-forecast, r-cran-jsonlite), from the root of the repository.
suppressMessages({
  library(forecast)
  library(jsonlite)
})
set.seed(1)

air <- ts(read.csv("public/samples/air-passengers.csv")[[2]], frequency = 12, start = 1949)
flights <- read.csv("public/samples/flights-hourly.csv")[[2]]
counts <- c(0, 0, 3, 0, 0, 0, 1, 0, 5, 0, 0, 2, 0, 0, 0, 0, 4, 0, 1, 0, 0, 0, 6, 0, 0, 2, 0, 0, 3, 0, 0, 0, 0, 1, 0, 2)

short <- list(
  air = list(y = air, h = 12),
  airTrain = list(y = window(air, end = c(1959, 12)), h = 12),
  accidentalDeaths = list(y = USAccDeaths, h = 12),
  nottingham = list(y = window(nottem, start = 1930), h = 12),
  gas = list(y = UKgas, h = 8),
  earnings = list(y = JohnsonJohnson, h = 8),
  nile = list(y = Nile, h = 10),
  internet = list(y = WWWusage, h = 10)
)

interval <- function(f) {
  list(mean = c(f$mean), lower80 = c(f$lower[, 1]), lower95 = c(f$lower[, 2]), upper80 = c(f$upper[, 1]), upper95 = c(f$upper[, 2]))
}
describe_ets <- function(fit, h) {
  c(list(method = fit$method, parameters = as.list(fit$par), logLikelihood = fit$loglik, aicc = fit$aicc, sigma2 = fit$sigma2), interval(forecast(fit, h, simulate = FALSE)))
}
every_ets <- function(y) {
  seasons <- if (frequency(y) > 1) c("N", "A", "M") else "N"
  fits <- list()
  for (e in c("A", "M")) for (t in c("N", "A", "Ad")) for (s in seasons) {
    if (e == "A" && s == "M") next
    fit <- ets(y, model = paste0(e, substr(t, 1, 1), s), damped = t == "Ad")
    fits[[paste0(e, t, s)]] <- list(logLikelihood = fit$loglik, aicc = fit$aicc)
  }
  fits
}
describe_arima <- function(fit, h) {
  c(list(method = as.character(fit), orders = arimaorder(fit), logLikelihood = fit$loglik, aicc = fit$aicc), interval(forecast(fit, h)))
}

answers <- lapply(short, function(case) {
  y <- case$y
  h <- case$h
  answer <- list(
    seasonLength = frequency(y), horizonSteps = h, y = c(y),
    ets = describe_ets(ets(y), h), everyEts = every_ets(y),
    theta = interval(thetaf(y, h)), arima = describe_arima(auto.arima(y), h),
    mean = interval(meanf(y, h)), naive = interval(naive(y, h)), drift = interval(rwf(y, h, drift = TRUE)),
    acf = c(acf(y, plot = FALSE, lag.max = 2 * frequency(y))$acf)[-1]
  )
  if (frequency(y) > 1) {
    answer$seasonalNaive <- interval(snaive(y, h))
    answer$decomposition <- c(decompose(y, "multiplicative")$figure)
    parts <- stl(y, "periodic")$time.series
    answer$stl <- list(seasonal = c(parts[, 1]), trend = c(parts[, 2]))
  }
  answer
})

hourly <- ts(flights[1:720], frequency = 24)
hourly_double <- msts(flights[1:1008], c(24, 168))
parts <- mstl(hourly_double)
last <- function(x) c(tail(x, 168))
answers$flights <- list(
  seasonLength = 24, horizonSteps = 48, length = 720,
  ets = describe_ets(ets(hourly, model = "AAA", damped = FALSE), 48),
  theta = interval(thetaf(hourly, 48))
)
answers$flightsTwoSeasons <- list(
  length = 1008, seasonLengths = c(24, 168), trend = last(parts[, 2]), seasonal24 = last(parts[, 3]), seasonal168 = last(parts[, 4])
)
answers$counts <- list(
  y = counts, croston = croston(counts, 3, alpha = 0.1)$mean[1]
)
cat(toJSON(answers, auto_unbox = TRUE, digits = 10, null = "null"))
