#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "audit/report/audit_json.hpp"
#include "audit/report/audit_page.hpp"
#include "audit/report/audit_tally.hpp"
#include "audit/report/figure_words.hpp"
#include "audit/report/markup.hpp"
#include "tests/audit/made_checks.hpp"
#include "tests/build_places.hpp"
#include "tests/capture/temporary_folder.hpp"

namespace celltally {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Mark = AuditCheck::Figure::Mark;

std::string text_of(const std::string& path) {
  std::ifstream file{path};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// By a parser that knows nothing of us.
::testing::AssertionResult is_well_formed(const std::string& page) {
  const testing::TemporaryFolder folder;
  const std::string path = folder.file("page.html", {page.begin(), page.end()});
  const std::string command =
      "python3 -c 'import sys,xml.dom.minidom as d; d.parse(sys.argv[1])' " + path + " >" +
      folder.path("said") + " 2>&1";
  if (std::system(command.c_str()) == 0) return ::testing::AssertionSuccess();  // NOLINT
  return ::testing::AssertionFailure() << text_of(folder.path("said"));
}

TEST(FigureWords, AreShortAndNeverHideADifference) {
  const auto words = [](double measured, double bound, Mark mark = Mark::at_most) {
    const FigureWords both =
        FigureWords::of({.what = "", .measured = measured, .bound = bound, .mark = mark});
    return both.measured + " " + both.mark;
  };
  EXPECT_EQ(words(0.123456, 0.281), "0.1235 at most 0.281");
  EXPECT_EQ(words(1e6, 12345.678, Mark::at_least), "1000000 at least 12346");
  EXPECT_EQ(words(0.2810001, 0.281), "0.2810001 at most 0.281");
  EXPECT_EQ(words(0.1 + 0.2, 0.3), "0.30000000000000004 at most 0.3");
  EXPECT_EQ(words(-0.0, 5.8e-5), "0 at most 5.8e-05");
  EXPECT_EQ(words(std::numeric_limits<double>::infinity(), 1), "inf at most 1");
}

TEST(AuditTally, CountsVerdicts) {
  EXPECT_EQ(AuditTally::of(test::made_checks()).text(), "1 passed, 1 failed, 1 skipped");
  EXPECT_EQ(AuditTally::of({}).text(), "0 passed, 0 failed, 0 skipped");
}

// The page that others build on.
TEST(AuditJson, IsWhatTheDocumentShows) {
  std::istringstream document{text_of(CELLTALLY_SOURCE_DIR "/docs/formats/audit.md")};
  std::string example;
  for (std::string line; std::getline(document, line);) {
    const bool begins = line.starts_with("    {\"format\":1");
    if (begins || (!example.empty() && line.starts_with("    "))) {
      example += line.substr(line.find_first_not_of(' '));
    } else if (!example.empty()) {
      break;
    }
  }
  const AuditCheck checks[] = {test::made_passed(), test::made_skipped()};
  EXPECT_EQ(example + "\n", audit_json(test::made_about(), checks));
}

TEST(AuditJson, SaysWhichFiguresMiss) {
  const auto json = nlohmann::json::parse(audit_json(test::made_about(), test::made_checks()));
  EXPECT_EQ(json["failed"], 1);
  ASSERT_EQ(json["checks"].size(), 3U);
  EXPECT_EQ(json["checks"][1]["verdict"], "failed");
  const auto& figures = json["checks"][1]["figures"];
  EXPECT_EQ(figures[0]["mark"], "at_least");
  EXPECT_EQ(figures[0]["holds"], false);
  EXPECT_EQ(figures[1]["holds"], true);
}

TEST(AuditJson, IsJsonWhateverIsSaid) {
  AuditCheck check = test::made_failed();
  check.said = "\"\x01\xff";
  check.figures[0].measured = std::numeric_limits<double>::quiet_NaN();
  AuditAbout about = test::made_about();
  about.promised.reset();
  const auto json = nlohmann::json::parse(audit_json(about, {&check, 1}), nullptr, false);
  ASSERT_FALSE(json.is_discarded());
  EXPECT_TRUE(json["checks"][0]["figures"][0]["measured"].is_null());
  EXPECT_FALSE(json.contains("promised"));
}

TEST(Markup, EscapesWhatWouldBeATag) {
  EXPECT_EQ(markup("<b> & \"quoted\", it's"), "&lt;b&gt; &amp; &quot;quoted&quot;, it&#39;s");
  EXPECT_EQ(markup("a\x01z\xff"), "a?z?");
  EXPECT_EQ(markup("Zürich"), "Zürich");
}

TEST(AuditPage, IsWellFormedAndHasEveryCheck) {
  const std::string page = audit_page(test::made_about(), test::made_checks());
  EXPECT_TRUE(is_well_formed(page));
  for (const AuditCheck& check : test::made_checks()) {
    EXPECT_THAT(page, HasSubstr(">" + check.name + ": "));
    EXPECT_THAT(page, HasSubstr(markup(check.attacker)));
    EXPECT_THAT(page, HasSubstr(markup(check.defence)));
    EXPECT_THAT(page, HasSubstr(markup(check.said)));
    for (const auto& figure : check.figures) EXPECT_THAT(page, HasSubstr(markup(figure.what)));
    for (const auto& plot : check.plots) EXPECT_THAT(page, HasSubstr(markup(plot.title)));
  }
  EXPECT_THAT(page, HasSubstr("1 passed, 1 failed, 1 skipped"));
  EXPECT_THAT(page, HasSubstr("&lt;one&gt; person"));
  EXPECT_THAT(page, Not(HasSubstr("<one>")));
}

TEST(AuditPage, IsWellFormedWhateverIsSaid) {
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  const std::string hostile = "</td></svg><script>\x01\xff\"'&amp;]]>";
  AuditCheck check;
  check.name = check.attacker = check.defence = check.said = hostile;
  check.figures = {{.what = hostile, .measured = kInfinite, .bound = -1},
                   {.what = hostile, .measured = -3, .bound = -1},
                   {.what = hostile, .measured = std::nan(""), .bound = 0}};
  check.plots = {{.title = hostile,
                  .x_label = hostile,
                  .y_label = hostile,
                  .series = {{.name = hostile, .x = {0, kInfinite}, .y = {std::nan(""), 1}},
                             {.name = "none", .x = {}, .y = {}},
                             {.name = "one", .x = {7}, .y = {7}},
                             {.name = "tiny", .x = {7 + 1e-12}, .y = {1e300}}}}};
  AuditAbout about = test::made_about();
  about.probe = hostile;
  about.programs = about.rules = {hostile};
  about.promised.reset();
  const std::string page = audit_page(about, {&check, 1});
  EXPECT_TRUE(is_well_formed(page));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
}

TEST(AuditPage, IsWellFormedWithoutACheck) {
  AuditAbout about;
  EXPECT_TRUE(is_well_formed(audit_page(about, {})));
}

TEST(AuditPage, AsksForNothingFromAnywhere) {
  const std::string page = audit_page(test::made_about(), test::made_checks());
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  const std::regex elsewhere{R"re((src=|href="[^#]|url\(|@import|<script|https?:))re"};
  std::smatch found;
  EXPECT_FALSE(std::regex_search(page, found, elsewhere)) << found.str();
}

}  // namespace
}  // namespace celltally
