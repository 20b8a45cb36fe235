#include "audit/box/opt_out.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "audit/box/attempt.hpp"
#include "audit/box/canary_person.hpp"
#include "audit/box/child_process.hpp"
#include "audit/box/device_form.hpp"
#include "audit/box/file_octets.hpp"
#include "audit/box/packet_feed.hpp"
#include "audit/box/private_site.hpp"
#include "audit/box/program_failed.hpp"
#include "audit/box/temporary_folder.hpp"
#include "simulate/split_mix.hpp"

namespace celltally {
namespace {

constexpr std::uint32_t kPeople = 300;
constexpr std::uint32_t kOptedOut = 60;  // the first of them
constexpr std::uint32_t kCells = 12;
constexpr int kRounds = 40;  // events of each, some half hours apart
constexpr std::chrono::seconds kPatience{60};
using Figure = AuditCheck::Figure;

// Those who opted out, or nobody, are left out; all else is the same, to the nanosecond.
void write_capture(const std::string& path, const std::vector<CanaryPerson>& people, bool all,
                   std::uint64_t seed) {
  SplitMix random{seed};
  DeviceForm attaches{DeviceForm::Message::attach};
  DeviceForm reports{DeviceForm::Message::report};
  PacketFeed feed = PacketFeed::to_file(path);
  Octets frame;
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t i = 0; i < people.size(); ++i) {
      const std::int64_t second = 1'768'456'800 + round * 1800 + static_cast<std::int64_t>(i) * 5;
      DeviceForm& form = random.percent(20) ? attaches : reports;
      form.fill(DeviceForm::Digits::of(people[i]), audit_cell(0x100 + random.below(kCells)), frame);
      if (all || i >= kOptedOut) feed.write(Timestamp::from_seconds(second), frame);
    }
  }
  feed.close();
}

void write_secret(const std::string& path, const std::string& text) {
  std::ofstream out{path, std::ios::trunc};
  chmod(path.c_str(), 0600);
  out << text;
  out.close();
  if (!out) throw std::runtime_error{path + ": cannot be written"};
}

// Without what is another in every run: times, numbers and hashes.
std::string rows_of(const Segment& segment) {
  std::string text;
  for (const SegmentRow& row : segment.rows) {
    text += fmt::format("{} {} {} {} {} {} {}\n", to_text(segment.header.statistic),
                        segment.header.window.from.seconds(), row.place, row.key.name, row.key.word,
                        to_text(row.state), row.value.value_or(0));
  }
  return text;
}

class Counting {
 public:
  Counting(const BoxOptions& options, const TemporaryFolder& folder)
      : options_(options), folder_(folder) {}

  void prepare_list(const std::vector<CanaryPerson>& people) const {
    std::string digits;
    for (std::uint32_t i = 0; i < kOptedOut; ++i) digits += people[i].imsi + "\n";
    write_secret(folder_ / "opted-out", digits);
    write_secret(folder_ / "key", fmt::format("{:016x}{:048x}\n", options_.seed, 12345));
    run("prepare", {"prepare-list", folder_ / "opted-out", "--operator-key", folder_ / "key",
                    "--out", folder_ / "list"});
  }

  // The exact rows, as JSON.
  std::string counts(const std::string& capture, bool listed, const std::string& name) const {
    std::vector<std::string> words{"replay", capture, "--exact", "--json", "--no-progress"};
    if (listed) {
      words.insert(words.end(),
                   {"--opted-out", folder_ / "list", "--operator-key", folder_ / "key"});
    }
    run(name, words);
    return octets_of_file(folder_ / (name + ".out"));
  }

  // What celltallyd releases at its lowest threshold, a line for each row.
  std::string released(const std::string& capture, bool listed, const std::string& name) const {
    const PrivateSite site{folder_ / ("site-" + name), options_};
    std::vector<Place> cells;
    for (std::uint32_t cell = 0; cell < kCells; ++cell) cells.push_back(audit_cell(0x100 + cell));
    site.configure({.port = "files: ['" + capture + "']",
                    .protection = "  mode: threshold_only\n  people_min: 2\n  rounding: 1\n"
                                  "  allow_small_groups: true\n",
                    .counting = listed ? "  opted_out: " + (folder_ / "list") +
                                             "\n  operator_key: " + (folder_ / "key") + "\n"
                                       : ""},
                   cells);
    const auto probe = site.start_probe();
    const auto end = probe->wait(kPatience);
    if (!end || end->code != 0) {
      throw ProgramFailed{"the probe does not end well: " + probe->last_words()};
    }
    std::string text;
    for (const Segment& segment : site.segments()) text += rows_of(segment);
    return text;
  }

 private:
  void run(const std::string& name, std::vector<std::string> words) const {
    words.insert(words.begin(), options_.celltally);
    run_to_end({.words = words, .output = folder_ / name}, kPatience);
  }

  const BoxOptions& options_;
  const TemporaryFolder& folder_;
};

// Lines of one text that are not those of the other.
double lines_of_difference(const std::string& some, const std::string& others) {
  std::istringstream left{some}, right{others};
  double lines = 0;
  for (std::string a, b; left || right;) {
    a.clear(), b.clear();
    std::getline(left, a);
    std::getline(right, b);
    if (a != b) ++lines;
  }
  return lines;
}

void judge(AuditCheck& check, const Counting& counting, const TemporaryFolder& folder) {
  const std::string all = folder / "all.pcap", rest = folder / "others.pcap";
  const std::string others = counting.counts(rest, false, "others");
  const std::string told_of_others = counting.released(rest, false, "others");
  const auto differing = [](const std::string& a, const std::string& b) {
    return lines_of_difference(a, b);
  };
  check.figures = {{.what = "exact rows that tell of those who opted out",
                    .measured = differing(counting.counts(all, true, "listed"), others),
                    .bound = 0},
                   {.what = "released rows that tell of those who opted out",
                    .measured = differing(counting.released(all, true, "listed"), told_of_others),
                    .bound = 0},
                   {.what = "exact rows that would, without the list",
                    .measured = differing(counting.counts(all, false, "all"), others),
                    .bound = 1,
                    .mark = Figure::Mark::at_least},
                   {.what = "released rows that would, without the list",
                    .measured = differing(counting.released(all, false, "all"), told_of_others),
                    .bound = 1,
                    .mark = Figure::Mark::at_least}};
  check.said = fmt::format(
      "{} people of {} opted out; {} exact rows of celltally replay, and {} of celltallyd with a "
      "threshold of two people and no noise, were compared.",
      kOptedOut, kPeople, std::ranges::count(others, '\n'),
      std::ranges::count(told_of_others, '\n'));
  check.judge(
      "People who opted out are counted. Look whether the list was made with the key that "
      "is configured, and report this.");
}

}  // namespace

AuditCheck check_opt_out(const BoxOptions& options) {
  const AuditCheck check{
      .name = "opt-out",
      .attacker = "Somebody looks for a person who opted out in what is counted.",
      .defence = "An event of somebody in the list is dropped before anything is counted.",
      .said = {}};
  return attempt(check, options, [&](AuditCheck& filled) {
    options.tell("the same packets with and without those who opted out");
    const TemporaryFolder folder{options.folder};
    const auto people = canary_people(kPeople, options.seed);
    write_capture(folder / "all.pcap", people, true, options.seed);
    write_capture(folder / "others.pcap", people, false, options.seed);
    const Counting counting{options, folder};
    counting.prepare_list(people);
    judge(filled, counting, folder);
  });
}

}  // namespace celltally
