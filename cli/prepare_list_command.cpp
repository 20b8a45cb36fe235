#include "cli/prepare_list_command.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <vector>

#include "anonymise/operator_key.hpp"
#include "cli/exit_code.hpp"
#include "cli/imsi_list.hpp"
#include "cli/message_to_user.hpp"
#include "cli/output.hpp"
#include "cli/overwriting.hpp"
#include "cli/printable.hpp"
#include "cli/whole_file.hpp"
#include "config/operator_key_file.hpp"
#include "vocabulary/detail.hpp"

namespace celltally {

namespace {

// A row, in the order in which they are written: the order of the identities tells nothing.
struct Row {
  OperatorKey::Hash hash;
  PopulationSegment segment;

  friend auto operator<=>(const Row&, const Row&) = default;
};

Result<OperatorKey, std::string> load_key(const std::string& path) {
  std::array<std::uint8_t, OperatorKey::kOctets> octets{};
  const std::string problem = read_operator_key(path, octets);
  if (!problem.empty()) return fail("--operator-key: " + problem);
  return OperatorKey::make(octets);
}

Result<ImsiList, ImsiListProblems> read_subscribers(const std::string& path) {
  if (path == "-") return read_imsi_list(std::cin, "standard input");
  std::ifstream in(path);
  if (!in) {
    return fail(ImsiListProblems{path + ": cannot be read: " + std::strerror(errno) +
                                 "; name a file of IMSIs, one a line"});
  }
  return read_imsi_list(in, path);
}

std::vector<Row> hashed(const ImsiList& list, const OperatorKey& key) {
  std::vector<Row> rows;
  rows.reserve(list.people.size());
  for (const ImsiList::Person& person : list.people) {
    rows.push_back({key.hash_of(person.digits()), person.segment});
  }
  std::ranges::sort(rows);
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

void print(const std::vector<Row>& rows, bool segments, std::uint64_t key, Output& out) {
  out.write(fmt::format("# celltally key {:016x}\n", key));
  for (const Row& row : rows) {
    const auto end = std::back_inserter(out.buffer());
    for (const unsigned octet : row.hash) fmt::format_to(end, "{:02x}", octet);
    if (segments) {
      fmt::format_to(end, ",{}", to_text(Statistic::segments, Detail::of(row.segment)));
    }
    fmt::format_to(end, "\n");
    out.written();
  }
  out.flush();
}

// Whole or not at all, where it is a file.
int write(const PrepareListOptions& options, const std::vector<Row>& rows, bool segments,
          std::uint64_t key) {
  std::optional<WholeFile> whole;
  int descriptor = STDOUT_FILENO;
  if (options.out != "-") {
    auto begun = WholeFile::begin(options.out);
    if (!begun) return tell(printable(begun.error())), ExitCode::kFailed;
    whole.emplace(std::move(*begun));
    descriptor = ::open(whole->name().c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
    if (descriptor < 0) {
      return tell(printable(options.out) + " cannot be written: " + std::strerror(errno)),
             ExitCode::kFailed;
    }
  }
  Output out{descriptor};
  print(rows, segments, key, out);
  if (whole) ::close(descriptor);
  if (!whole && out.pipe_closed()) return ExitCode::kPipeClosed;
  if (out.failed() || (whole && !whole->finish())) {
    return tell("the list cannot be written" + (out.failed() ? ": " + out.reason() : "")),
           ExitCode::kFailed;
  }
  return ExitCode::kDone;
}

}  // namespace

CLI::App* add_prepare_list_command(CLI::App& program, PrepareListOptions& options) {
  CLI::App* const command = program.add_subcommand(
      "prepare-list",
      "Makes a list of subscribers fit for the probe: hashes in place of IMSIs, for "
      "counting.opted_out or counting.segments");
  command
      ->add_option("FILE", options.subscribers,
                   "IMSIs, one a line; with a second column (25-34/f, 65+/m, unknown) a list of "
                   "segments; - is standard input")
      ->type_name("FILE")
      ->default_str("-");
  command
      ->add_option("--operator-key", options.operator_key,
                   "the operator's key, 64 hexadecimal digits as openssl rand -hex 32 gives; - is "
                   "standard input")
      ->type_name("FILE")
      ->required();
  command->add_option("--out", options.out, "where the list is written")
      ->type_name("FILE")
      ->default_str("-");
  command->callback([&options] {
    if (options.subscribers == "-" && options.operator_key == "-") {
      throw CLI::ValidationError{"--operator-key",
                                 "standard input is the list already; name a file for one of them"};
    }
    if (options.out == "-") return;
    const std::string problem =
        overwriting_problem(options.out, {options.subscribers, options.operator_key}, {});
    if (!problem.empty()) throw CLI::ValidationError{"--out", problem};
  });
  return command;
}

int run_prepare_list(const PrepareListOptions& options) {
  auto key = load_key(options.operator_key);
  if (!key) return tell(printable(key.error())), ExitCode::kConfiguration;
  auto list = read_subscribers(options.subscribers);
  if (!list) {
    for (const std::string& problem : list.error()) tell(printable(problem));
    return ExitCode::kConfiguration;
  }
  const std::vector<Row> rows = hashed(*list, *key);
  const int code = write(options, rows, list->segments, key->own_number());
  if (code == ExitCode::kDone) {
    tell(fmt::format("{} people {}", rows.size(),
                     list->segments ? "with their segments" : "in the list"));
  }
  return code;
}

}  // namespace celltally
