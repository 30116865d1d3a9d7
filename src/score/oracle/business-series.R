# Business series that come with R and its packages, cut into short histories as in forecasting competitions, and what R's own
# forecasts make of them: what docs/accuracy.md compares with. The series are not part of the repository.
#
#   Rscript src/score/oracle/business-series.R FOLDER
#
# writes FOLDER/<months a year, s seasonal or n not>-tr.csv and -te.csv (unique_id,ds,y) and FOLDER/r.csv, the MASE of R's
# forecasts. Needs the packages forecast, AER, tseries, urca, lmtest and zoo; reads FOLDER/macrodata.csv, the data set of
# Python's statsmodels, where there is one.
folder <- commandArgs(TRUE)[1]

pk <- c("datasets","forecast","AER","tseries","urca","lmtest","zoo")
out <- list()
num <- function(v) is.numeric(v) && !is.factor(v)
add <- function(name, v, f) {
  v <- as.numeric(v)
  ok <- which(!is.na(v)); if (length(ok) < 20) return()
  v <- v[min(ok):max(ok)]
  if (anyNA(v)) { r <- rle(is.na(v)); e <- cumsum(r$lengths); if (mean(is.na(v)) > .02) return(); v <- zoo::na.locf(v) }
  if (length(unique(v)) < 10) return()
  if (length(v) < switch(as.character(f), "1"=20, "4"=24, "12"=48)) return()
  out[[length(out)+1]] <<- list(name=name, f=f, v=v)
}
for (p in pk) {
  suppressPackageStartupMessages(library(p, character.only=TRUE))
  items <- unique(sub(" .*", "", data(package=p)$results[,"Item"]))
  for (it in items) {
    e <- new.env(); try(suppressWarnings(data(list=it, package=p, envir=e)), silent=TRUE)
    for (nm in ls(e)) {
      x <- get(nm, e)
      if (inherits(x,"zooreg") || inherits(x,"zoo")) { y <- try(as.ts(x), silent=TRUE); if (!inherits(y,"try-error")) x <- y }
      if (is.ts(x)) {
        f <- frequency(x)
        if (f %in% c(1,4,12)) {
          if (is.matrix(x)) for (j in seq_len(ncol(x))) add(paste(p,nm,colnames(x)[j],sep="."), x[,j], f)
          else add(paste(p,nm,sep="."), x, f)
        }
      }
    }
  }
}

raw <- out
nm <- sapply(raw, function(o) o$name)
drop <- grepl("\\.dy[0-9]*$|NelPlo|tcm\\.tcm|nino\\.nino|treering|MarkPound|MarkDollar|camp|BJsales|\\.lh$|WWWusage|sunspot|ConsumerGood|lynx|currencysub|BenderlyZwick|co2|AirPassengers|returns|LakeHuron|Nile|nhtemp|discoveries|ftemp|nino|\\.bev", nm)
raw <- raw[!drop]
suppressPackageStartupMessages({library(urca); library(AER)})
addf <- function(d, cols, f, pre) for (cn in cols) { v <- as.numeric(d[[cn]]); v <- v[!is.na(v)]; if (length(v)>=20) raw[[length(raw)+1]] <<- list(name=paste(pre,cn,sep="."), f=f, v=v) }
for (d in c("denmark","finland","Raotbl1","Raotbl2","Raotbl3","Raotbl6","Raotbl7","UKconinc","UKpppuip")) { data(list=d, package="urca"); x <- get(d); num <- names(x)[sapply(x,is.numeric)]; addf(x, setdiff(num, c("dd682","dd792","dd883","period")), 4, paste0("urca.",d)) }
data(npext); addf(npext, setdiff(names(npext),"year"), 1, "urca.npext")
data(Grunfeld, package="AER"); for (fm in unique(Grunfeld$firm)) addf(Grunfeld[Grunfeld$firm==fm,], c("invest","value","capital"), 1, paste0("Grunfeld.",fm))
macro <- file.path(folder, "macrodata.csv")
if (file.exists(macro)) { md <- read.csv(macro); addf(md, setdiff(names(md), c("year","quarter","infl","realint")), 4, "sm.macro") }
data(UKLungDeaths); for (x in c("ldeaths","mdeaths","fdeaths")) raw[[length(raw)+1]] <- list(name=x,f=12,v=as.numeric(get(x)))
set.seed(7)
H <- c("1"=6,"4"=8,"12"=18)
rng <- list("1"=c(20,47),"4"=c(24,72),"12"=c(66,144))
rows <- list(); meta <- list()
for (o in raw) {
  f <- as.character(o$f); h <- H[[f]]; v <- o$v; n <- length(v)
  if (n < rng[[f]][1]) next
  end <- n; k <- 0
  x <- ts(v, frequency=o$f)
  seas <- o$f > 1 && length(v) >= 3*o$f && { d <- diff(v); a <- acf(d, plot=FALSE, lag.max=o$f)$acf[o$f+1]; a > 0.35 }
  most <- if (seas) 10 else if (o$f == 12) 6 else 3
  step <- if (seas) h else max(2*h, floor(n/4))
  while (k < most && end >= rng[[f]][1]) {
    L <- min(end, round(runif(1, rng[[f]][1], rng[[f]][2])))
    w <- v[(end-L+1):end]
    tr <- w[1:(L-h)]; te <- w[(L-h+1):L]
    if (length(unique(tr)) >= 5 && length(unique(te)) >= 1) {
      k <- k+1; id <- paste0(gsub("[^A-Za-z0-9.]","",o$name),"_",k)
      meta[[length(meta)+1]] <- list(id=id, src=o$name, f=o$f, seas=seas, tr=tr, te=te)
    }
    end <- end - step
  }
}
g <- sapply(meta, function(m) paste0(m$f, if (m$seas) "s" else "n")); print(table(g))
for (gg in unique(g)) { sel <- meta[g==gg]
  for (part in c("tr","te")) { df <- do.call(rbind, lapply(sel, function(m) data.frame(unique_id=m$id, ds=seq_along(m[[part]])+(if(part=="te") length(m$tr) else 0), y=m[[part]]))); write.csv(df, file.path(folder, sprintf("%s-%s.csv", gg, part)), row.names=FALSE, quote=FALSE) } }

suppressPackageStartupMessages(library(forecast))
con <- file(file.path(folder, "r.csv"),"w"); writeLines("unique_id,f,seas,snaive,ets,theta,comb,arima", con)
set.seed(1); meta <- meta[sample(length(meta))]
for (m in meta) {
  x <- ts(m$tr, frequency=m$f); h <- length(m$te); f <- if (length(x) > m$f) m$f else 1
  d <- mean(abs(diff(m$tr, lag=f))); if (d == 0) next
  ms <- function(p) mean(abs(p - m$te))/d
  sn <- if (length(x) > m$f) tail(m$tr, m$f)[((seq_len(h)-1) %% m$f)+1] else rep(tail(m$tr,1),h)
  e <- tryCatch(as.numeric(forecast(ets(x), h=h)$mean), error=function(e) sn)
  t <- tryCatch(as.numeric(thetaf(x, h=h)$mean), error=function(e) sn)
  a <- tryCatch(as.numeric(forecast(auto.arima(x), h=h)$mean), error=function(e) sn)
  writeLines(paste(m$id, m$f, m$seas, ms(sn), ms(e), ms(t), ms((e+t)/2), ms(a), sep=","), con); flush(con)
}
close(con)
