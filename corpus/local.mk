lexicondir = $(pkgdatadir)/lexicon
dist_lexicon_DATA =

# words that segmentation keeps whole
dist_lexicon_DATA += \
	%D%/lexicon/words.tsv

# names of laws
dist_lexicon_DATA += \
	%D%/lexicon/titles.tsv

# places, bodies and acts of clauses
dist_lexicon_DATA += \
	%D%/lexicon/bodies.tsv \
	%D%/lexicon/grant_cues.tsv \
	%D%/lexicon/places.tsv \
	%D%/lexicon/vest_acts.tsv \
	%D%/lexicon/vest_after.tsv \
	%D%/lexicon/vest_before.tsv \
	%D%/lexicon/vest_bodies.tsv \
	%D%/lexicon/vest_decides.tsv \
	%D%/lexicon/vest_matters.tsv \
	%D%/lexicon/vest_nouns.tsv \
	%D%/lexicon/vest_stops.tsv \
	%D%/lexicon/vest_transfers.tsv

# questions and answers
dist_lexicon_DATA += \
	%D%/lexicon/adjudication.tsv \
	%D%/lexicon/asked_acts.tsv \
	%D%/lexicon/asked_leads.tsv \
	%D%/lexicon/asking.tsv \
	%D%/lexicon/everyday.tsv \
	%D%/lexicon/foreign.tsv \
	%D%/lexicon/frames.tsv \
	%D%/lexicon/intent_clauses.tsv \
	%D%/lexicon/intents.tsv \
	%D%/lexicon/modes.tsv \
	%D%/lexicon/regions.tsv \
	%D%/lexicon/review.tsv \
	%D%/lexicon/rulings.tsv \
	%D%/lexicon/special_remedies.tsv \
	%D%/lexicon/stopwords.tsv \
	%D%/lexicon/who.tsv

# audits
dist_lexicon_DATA += \
	%D%/lexicon/audit_coercion.tsv \
	%D%/lexicon/audit_duties.tsv \
	%D%/lexicon/audit_grant.tsv \
	%D%/lexicon/audit_terms.tsv

# checks of documents
dist_lexicon_DATA += \
	%D%/lexicon/check_contents.tsv \
	%D%/lexicon/check_cues.tsv \
	%D%/lexicon/check_laws.tsv \
	%D%/lexicon/check_papers.tsv

# tables of registries
dist_lexicon_DATA += \
	%D%/lexicon/registry_categories.tsv \
	%D%/lexicon/registry_headers.tsv

# the pilot county: registry, grants, rules, organisation and the questions it answers
corpusdir = $(pkgdatadir)/corpus
dist_corpus_DATA = \
	%D%/README.md \
	%D%/questions.tsv

corpusregistrydir = $(corpusdir)/registry
dist_corpusregistry_DATA = \
	%D%/registry/hedu-powers.csv

corpusgrantsdir = $(corpusdir)/grants
dist_corpusgrants_DATA = \
	%D%/grants/added-authorization-notice.txt \
	%D%/grants/adjustment-decision.md \
	%D%/grants/devolution-decision.md \
	%D%/grants/entrustment-agriculture.txt \
	%D%/grants/entrustment-city-management.txt \
	%D%/grants/entrustment-civil-affairs.txt \
	%D%/grants/entrustment-culture-tourism.txt \
	%D%/grants/entrustment-development-reform.txt \
	%D%/grants/entrustment-education.txt \
	%D%/grants/entrustment-emergency.txt \
	%D%/grants/entrustment-forestry.txt \
	%D%/grants/entrustment-health.txt \
	%D%/grants/entrustment-housing.txt \
	%D%/grants/entrustment-human-resources.txt \
	%D%/grants/entrustment-market.txt \
	%D%/grants/entrustment-medical-insurance.txt \
	%D%/grants/entrustment-natural-resources.txt \
	%D%/grants/entrustment-transport.txt \
	%D%/grants/entrustment-veterans.txt \
	%D%/grants/entrustment-water.txt \
	%D%/grants/internal-powers-notice.txt

corpusrulesdir = $(corpusdir)/rules
dist_corpusrules_DATA = \
	%D%/rules/entrustment-rules-2012.txt \
	%D%/rules/entrustment-rules.md \
	%D%/rules/food-stalls-regulation.md \
	%D%/rules/internal-powers-measures.md \
	%D%/rules/pilot-measures.md \
	%D%/rules/townscape-regulation-2017.md \
	%D%/rules/townscape-regulation-2023.md \
	%D%/rules/township-powers-regulation.md

corpusorganisationdir = $(corpusdir)/organisation
dist_corpusorganisation_DATA = \
	%D%/organisation/institution-plan.md \
	%D%/organisation/service-windows.txt
