#include "audit/box/opt_out.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "audit/box/canary_person.hpp"
#include "audit/box/child_process.hpp"
#include "audit/box/device_form.hpp"
#include "audit/box/file_octets.hpp"
#include "audit/box/packet_feed.hpp"
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

 private:
  void run(const std::string& name, std::vector<std::string> words) const {
    words.insert(words.begin(), options_.celltally);
    run_to_end({.words = words, .output = folder_ / name}, kPatience);
  }

  const BoxOptions& options_;
  const TemporaryFolder& folder_;
};

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

}  // namespace

AuditCheck check_opt_out(const BoxOptions& options) {
  AuditCheck check{.name = "opt-out",
                   .attacker = "Somebody looks for a person who opted out in what is counted.",
                   .defence =
                       "An event of somebody in the list is dropped before anything is "
                       "counted.",
                   .said = {}};
  options.tell("the same packets with and without those who opted out");
  const TemporaryFolder folder{options.folder};
  const auto people = canary_people(kPeople, options.seed);
  write_capture(folder / "all.pcap", people, true, options.seed);
  write_capture(folder / "others.pcap", people, false, options.seed);
  const Counting counting{options, folder};
  counting.prepare_list(people);
  const std::string listed = counting.counts(folder / "all.pcap", true, "listed");
  const std::string others = counting.counts(folder / "others.pcap", false, "others");
  const std::string all = counting.counts(folder / "all.pcap", false, "all");
  check.figures = {{.what = "rows that tell of those who opted out",
                    .measured = lines_of_difference(listed, others),
                    .bound = 0},
                   {.what = "rows that would, without the list",
                    .measured = lines_of_difference(all, others),
                    .bound = 1,
                    .mark = Figure::Mark::at_least}};
  check.said = fmt::format("{} people of {} opted out; {} exact rows were compared.", kOptedOut,
                           kPeople, std::ranges::count(others, '\n'));
  check.judge(
      "People who opted out are counted. Look whether the list was made with the key that "
      "is configured, and report this.");
  return check;
}

}  // namespace celltally
