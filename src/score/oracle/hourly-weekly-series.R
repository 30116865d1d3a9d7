# Series by the hour and by the week, cut into histories as in forecasting competitions: what longer seasons and histories without a
# season of the calendar are chosen on (docs/accuracy.md). The series are not part of the repository.
#
#   Rscript src/score/oracle/hourly-weekly-series.R FOLDER
#
# writes FOLDER/24h-tr.csv, -te.csv (hours, horizon 48) and FOLDER/1w-tr.csv, -te.csv (weeks, horizon 13, scored without a season as
# M4 does). Runs in the repository, for its samples; needs the packages forecast, AER, MASS, tseries, quantreg and TTR. Of FOLDER it reads, where they
# are there: airports.csv (scripts/score/airport-hours.mjs), ETTh1.csv and ETTh2.csv (the training parts alone), seattle-weather.csv
# and seattle-weather-hourly-normals.csv of vega-datasets.
folder <- commandArgs(TRUE)[1]
suppressPackageStartupMessages({library(forecast); library(AER); library(tseries); library(quantreg); library(TTR)})
at <- function(name) file.path(folder, name)
cut <- list(`24h` = list(), `1w` = list())
set.seed(11)
# Histories that end `step` apart, the last at the end of the series.
add <- function(set, name, v, most, lengths, h, step) {
  v <- as.numeric(v); v <- v[!is.na(v)]
  end <- length(v); k <- 0
  while (k < most && end - h >= lengths[1]) {
    L <- min(end - h, round(runif(1, lengths[1], lengths[2])))
    w <- v[(end - h - L + 1):end]
    end <- end - step
    if (length(unique(w[1:L])) < 10) next
    k <- k + 1
    cut[[set]][[length(cut[[set]]) + 1]] <<- list(id = paste0(name, "_", k), tr = w[1:L], te = w[(L + 1):(L + h)])
  }
}
hourly <- function(name, v, most, step) add("24h", name, v, most, c(700, 960), 48, step)
weekly <- function(name, v, most, step = max(26, floor(length(v) / most))) add("1w", name, v, most, c(80, 1200), 13, step)
meansOf <- function(v, n) { m <- length(v) %/% n; colMeans(matrix(as.numeric(v)[seq_len(m * n)], n)) }

hourly("taylor", meansOf(taylor, 2), 4, 300)
hourly("flights", read.csv("public/samples/flights-hourly.csv")[[2]], 4, 800)
if (file.exists(at("airports.csv"))) {
  ports <- read.csv(at("airports.csv"), check.names = FALSE)
  for (i in seq_along(ports)) if (i <= 24 || i %% 3 == 0) hourly(names(ports)[i], ports[[i]], if (i <= 24) 2 else 1, 1700)
}
for (ett in c("ETTh1", "ETTh2")) if (file.exists(at(paste0(ett, ".csv")))) {
  d <- read.csv(at(paste0(ett, ".csv")))[1:8640, -1]
  for (column in names(d)) hourly(paste(ett, column, sep = "."), d[[column]], 3, 2500)
}
if (file.exists(at("seattle-weather-hourly-normals.csv"))) {
  d <- read.csv(at("seattle-weather-hourly-normals.csv"))
  for (column in names(d)[-1]) hourly(paste0("normals.", column), d[[column]], 1, 2000)
}

last <- function(v) v[seq(5, length(v), by = 5)]
data(DJFranses, DJIA8012, GoldSilver, NYSESW, MSCISwitzerland, package = "AER"); data(gasprice, package = "quantreg"); data(MelTemp, package = "quantreg")
data(ttrc, package = "TTR"); data(SP500, package = "MASS"); data(tcmd, package = "tseries"); data(ice.river, package = "tseries")
weekly("DJFranses", DJFranses, 3)
weekly("DJIA", last(as.numeric(DJIA8012)), 5)
for (metal in colnames(GoldSilver)) weekly(metal, last(as.numeric(GoldSilver[, metal])), 5)
weekly("NYSE", last(as.numeric(NYSESW)), 3)
weekly("MSCI", last(as.numeric(MSCISwitzerland)), 4)
weekly("SP500", 100 * exp(cumsum(meansOf(SP500, 5) * 5) / 100), 3)
weekly("gasprice", gasprice, 6)
weekly("CO2", read.csv("public/samples/co2-weekly.csv")[[2]], 6)
for (term in colnames(tcmd)) weekly(term, meansOf(tcmd[, term], 5), 4)
for (index in colnames(EuStockMarkets)) weekly(index, last(as.numeric(EuStockMarkets[, index])), 3)
weekly("MelTemp", meansOf(MelTemp, 7), 5)
for (column in colnames(ice.river)) weekly(column, meansOf(ice.river[, column], 7), 2)
weekly("ttrc.close", last(ttrc$Close), 4)
weekly("ttrc.volume", meansOf(ttrc$Volume, 5), 4)
weekly("gold.forecast", meansOf(na.omit(as.numeric(gold)), 5), 2)
if (file.exists(at("seattle-weather.csv"))) {
  d <- read.csv(at("seattle-weather.csv"))
  for (column in c("temp_max", "temp_min", "wind", "precipitation")) weekly(paste0("seattle.", column), meansOf(d[[column]], 7), 2)
}
for (set in names(cut)) {
  cat(set, length(cut[[set]]), "histories\n")
  for (part in c("tr", "te")) {
    rows <- do.call(rbind, lapply(cut[[set]], function(m) data.frame(unique_id = m$id, ds = seq_along(m[[part]]) + (if (part == "te") length(m$tr) else 0), y = m[[part]])))
    write.csv(rows, at(sprintf("%s-%s.csv", set, part)), row.names = FALSE, quote = FALSE)
  }
}
