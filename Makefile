# LandPlan. A newcomer needs two commands: make demo, make test.
# Each installs what is missing (Debian 12: as root or through sudo), builds, runs.

SHELL := /bin/bash
BUILD := swift build -c release
LANDPLAN := .build/release/landplan
# libgeos-dev and libproj-dev are linked; libgdal32 is loaded when a dataset needs it, cairo and pango
# with the fonts when a map is drawn, libxlsxwriter4 for workbooks; unzip unpacks test vectors.
PACKAGES := libgeos-dev libproj-dev libgdal32 libcairo2 libpangocairo-1.0-0 fonts-noto-cjk libxlsxwriter4 pkg-config unzip

.PHONY: help demo test build install deps lint format bless park pictures bench bench-peers bench-plan bench-instructions bench-map bench-start sanitize fuzz docs clean

help:
	@echo "make demo     build, load the demonstration park, print its land account, write GeoJSON to .demo/"
	@echo "make test     build and run every test (real data from LANDPLAN_DATA where present)"
	@echo "make install  one program that runs without Swift, in PREFIX=/usr/local"
	@echo "make lint     check formatting;  make format  apply it"
	@echo "make bless    take today's output as the end-to-end tests' golden files (then read git diff)"
	@echo "make park     write GeoData/park anew with its generator"
	@echo "make pictures draw the pictures of the read-me and GeoData/maps anew, with landplan map"
	@echo "make bench    compare with the programs installed by make bench-peers (SIZE=20000; also 200000, 1000000)"
	@echo "make bench-plan  adjust and rules, 100,000 parcels before and after under ten constraint layers"
	@echo "make bench-map   a map sheet of 100,000 parcels to PNG and PDF"
	@echo "make bench-start how long landplan --version takes"
	@echo "make docs     build the DocC documentation"
	@echo "make sanitize the bindings' and kernels' tests under the address, leak and thread sanitizers (builds twice)"
	@echo "make fuzz     FUZZ=1000000 mutated inputs for the GeoJSON and the boundary-point reader"

deps:
	@command -v swift >/dev/null || { echo "Swift 6.3 is needed and not found: see https://www.swift.org/install/linux/debian/12"; exit 1; }
	@missing=""; for p in $(PACKAGES); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	  echo "Installing from Debian:$$missing"; \
	  if [ "$$(id -u)" = 0 ]; then run=""; \
	  elif command -v sudo >/dev/null; then run="sudo"; \
	  else echo "Neither root nor sudo: please run  apt-get install$$missing"; exit 1; fi; \
	  $$run apt-get update -q && $$run env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing; \
	fi

build: deps
	$(BUILD) --product landplan
	.ci/link.sh

# The same program, which needs no Swift on the machine.
PREFIX ?= /usr/local
install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -s $(LANDPLAN) $(DESTDIR)$(PREFIX)/bin/landplan

demo: build
	@mkdir -p .demo
	$(LANDPLAN) report GeoData/park
	$(LANDPLAN) account GeoData/park/zones.geojson --id PQMC --with GeoData/park/landuse.geojson@DLBM --format csv --out .demo/zones-by-land-use.csv --overwrite
	$(LANDPLAN) export GeoData/park/plan_west_after.geojson --out .demo/plan-west-after.geojson --overwrite --quiet
	$(LANDPLAN) export GeoData/park/zones.geojson --out .demo/zones.geojson --overwrite --quiet
	@echo; echo "Written: .demo/plan-west-after.geojson, .demo/zones.geojson (longitude and latitude, for QGIS or a browser), .demo/zones-by-land-use.csv"

test: deps lint
	$(BUILD) --build-tests
	.ci/link.sh
	swift test -c release --skip-build

lint:
	swift format lint --strict --configuration .swift-format -r Sources Tests Benchmarks/Sources Package.swift

format:
	swift format -i --configuration .swift-format -r Sources Tests Benchmarks/Sources Package.swift

bless: deps
	$(BUILD) --build-tests
	.ci/link.sh
	LANDPLAN_BLESS=1 swift test -c release --skip-build --filter EndToEndTests
	@git status --short Tests/EndToEndTests

park: deps
	$(BUILD) --product make-park
	.build/release/make-park GeoData/park

# Every picture of the read-me, drawn by the program itself; the same bytes on every run.
PICTURES := GeoData/maps
MAP_PARK := $(LANDPLAN) map GeoData/park --lang en --quiet --overwrite
pictures: build
	@mkdir -p $(PICTURES)
	$(MAP_PARK) --theme overview --dpi 120 --out GeoData/park.png
	$(MAP_PARK) --theme assembly --zone integration --dpi 110 --out GeoData/integration.png
	$(MAP_PARK) --plan west --dpi 130 --out GeoData/map.png
	$(MAP_PARK) --plan west --label none --dpi 50 --out $(PICTURES)/landuse.png
	$(MAP_PARK) --theme detail --plan west --block W33 --dpi 60 --out $(PICTURES)/detail.png
	$(MAP_PARK) --theme change --plan west --label none --dpi 57 --out $(PICTURES)/change.png
	$(MAP_PARK) --theme pipeline --dpi 72 --out $(PICTURES)/pipeline.png
	$(MAP_PARK) --theme expiry --dpi 72 --out $(PICTURES)/expiry.png
	$(MAP_PARK) --theme rules --dpi 72 --out $(PICTURES)/rules.png
	$(MAP_PARK) --theme reuse --tenant T1 --dpi 58 --out $(PICTURES)/reuse.png
	$(MAP_PARK) --theme assembly --zone integration --dpi 72 --out $(PICTURES)/assembly.png
	$(MAP_PARK) --theme quality --dpi 72 --out $(PICTURES)/quality.png
	$(MAP_PARK) --theme site --parcel W03-01 --dpi 72 --out $(PICTURES)/site.png

# SIZE: parcels in the fabric; LIMIT: seconds after which a program is cut off; ROUNDS: turns, the fastest counts.
SIZE := 20000
LIMIT := 300
ROUNDS := 3
bench: build
	$(BUILD) --package-path Benchmarks
	swift run -c release --skip-build --package-path Benchmarks bench-geojson
	swift run -c release --skip-build --package-path Benchmarks bench-ellipsoid
	swift run -c release --skip-build --package-path Benchmarks bench-ogr
	python3 Benchmarks/peers/run.py --size $(SIZE) --limit $(LIMIT) --rounds $(ROUNDS)

bench-peers:
	Benchmarks/peers/setup.sh

# adjust and rules on a plan under ten constraint layers, against 10 s and 600 MB (PLAN parcels).
PLAN := 100000
bench-plan: build
	$(BUILD) --package-path Benchmarks --product make-fabric
	Benchmarks/plan.sh $(PLAN) $(ROUNDS)

# A sheet of MAP parcels to PNG and PDF, against 1.5 s and 3.5 s.
MAP := 100000
bench-map: build
	$(BUILD) --package-path Benchmarks --product make-fabric
	Benchmarks/map.sh $(MAP) $(ROUNDS)

# landplan --version, against 20 ms.
bench-start: build
	Benchmarks/start.sh

# Instructions of the area kernel against the stored counts; BLESS=--bless stores today's.
bench-instructions: deps
	$(BUILD) --package-path Benchmarks --product bench-kernel
	Benchmarks/instructions.sh $(BLESS)

# Scratch folders of their own, so that the ordinary build stays, and Package.swift's lower floors alone. XCTest leaks
# 144 bytes by itself, and Foundation a weak reference for each Process, which tests run unzip by.
SANITIZED := GEOSTests|PROJTests|OGRTests|GeoJSONTests|AreaAccountTests|GeometryTests|FeaturesTests
sanitize: export LANDPLAN_BINDINGS_ONLY := 1
sanitize: deps
	@mkdir -p .build-address && printf 'leak:libXCTest.so\nleak:Foundation7ProcessC3run\n' > .build-address/lsan.supp
	LSAN_OPTIONS=suppressions=$(CURDIR)/.build-address/lsan.supp:print_suppressions=0 ASAN_OPTIONS=detect_leaks=1 \
	  swift test -c release --sanitize=address --scratch-path .build-address --filter '$(SANITIZED)'
	TSAN_OPTIONS=halt_on_error=0 swift test -c release --sanitize=thread --scratch-path .build-thread --filter '$(SANITIZED)'

FUZZ ?= 1000000
fuzz: deps
	$(BUILD) --build-tests
	LANDPLAN_FUZZ=$(FUZZ) swift test -c release --skip-build --filter FuzzTests

docs: build
	.ci/docs.sh

clean:
	rm -rf .build .build-address .build-thread .demo Benchmarks/.build
