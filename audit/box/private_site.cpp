#include "audit/box/private_site.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <grp.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "outbox/outbox_reader.hpp"

namespace celltally {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kPatience{60};

constexpr const char* kConfiguration = R"(version: 1
probe:
  name: audit
  cells: {folder}/cells.csv
capture:
  clock: {clock}
  ports:
    - {port}
counting:
  people_max: {people}
  cells_max: {cells}
  visits_max: {visits}
  sessions_max: {people}
  transactions_max: {people}
  drop_test_networks: false
{counting}protection:
{protection}outbox:
  folder: {folder}/outbox
  acknowledged: {folder}/state/acknowledged
  max_age: 366d
  max_bytes: 1GiB
log:
  level: debug
control:
  socket: {folder}/control.sock
  group: {group}
ship:
  state: {folder}/state
  control:
    socket: {folder}/ship.sock
    group: {group}
  metrics:
    listen: 127.0.0.1:{metrics}
  sinks:
    - name: store
      type: sqlite
      path: {folder}/state/counts.sqlite
)";

void write(const std::string& path, const std::string& text) {
  std::ofstream out{path, std::ios::trunc};
  out << text;
  out.close();
  if (!out) throw std::runtime_error{path + ": cannot be written"};
}

gid_t group_of(uid_t user) {
  const passwd* const entry = getpwuid(user);
  return entry == nullptr ? user : entry->pw_gid;
}

// Of whom the daemons run as: they may give their sockets to it.
std::string group_name(uid_t user) {
  const ::group* const entry = getgrgid(user == 0 ? getegid() : group_of(user));
  return entry == nullptr ? "root" : entry->gr_name;
}

// A port of this machine that nobody has.
std::uint16_t free_port() {
  const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  const auto any = reinterpret_cast<sockaddr*>(&address);
  const bool bound = bind(probe, any, length) == 0 && getsockname(probe, any, &length) == 0;
  close(probe);
  return bound ? ntohs(address.sin_port) : std::uint16_t{9469};
}

}  // namespace

PrivateSite::PrivateSite(const std::string& folder, const BoxOptions& options, uid_t user)
    : folder_(folder), options_(&options), user_(user), metrics_port_(free_port()) {
  fs::create_directories(outbox());
  fs::create_directories(state());
}

void PrivateSite::configure(const SiteSettings& settings, const std::vector<Place>& cells) const {
  std::string list;
  for (const Place cell : cells) list += to_text(cell) + "\n";
  write(folder_ + "/cells.csv", list);
  const auto most = [](std::uint64_t number) { return std::max<std::uint64_t>(number, 1024); };
  write(config(),
        fmt::format(kConfiguration, fmt::arg("folder", folder_), fmt::arg("clock", settings.clock),
                    fmt::arg("port", settings.port), fmt::arg("people", most(settings.people_max)),
                    fmt::arg("visits", most(settings.people_max * 4)),
                    fmt::arg("cells", most(settings.cells_max)),
                    fmt::arg("counting", settings.counting),
                    fmt::arg("protection", settings.protection), fmt::arg("metrics", metrics_port_),
                    fmt::arg("group", group_name(user_))));
  if (user_ != 0) hand_over();
}

void PrivateSite::hand_over() const {
  const gid_t group = group_of(user_);
  const auto give = [&](const fs::path& path) {
    if (lchown(path.c_str(), user_, group) != 0) {
      throw std::runtime_error{path.string() + ": cannot be given away: " + std::strerror(errno)};
    }
  };
  give(folder_);
  for (const auto& entry : fs::recursive_directory_iterator{folder_}) give(entry.path());
}

std::unique_ptr<ChildProcess> PrivateSite::start(const std::string& program, const char* output,
                                                 bool may_dump) const {
  return std::make_unique<ChildProcess>(
      ChildProcess::Settings{.words = {program, "--config", config()},
                             .output = folder_ + "/" + output,
                             .user = user_,
                             .may_dump = may_dump});
}

std::unique_ptr<ChildProcess> PrivateSite::start_probe(bool may_dump) const {
  return start(options_->celltallyd, "probe", may_dump);
}

std::unique_ptr<ChildProcess> PrivateSite::start_shipper(bool may_dump) const {
  return start(options_->celltally_shipd, "shipper", may_dump);
}

bool PrivateSite::wait_for_probe(ChildProcess& probe) const {
  return probe.wait_until([&] { return probe.err().find("captures as") != std::string::npos; },
                          kPatience);
}

bool PrivateSite::wait_for_shipper(ChildProcess& shipper) const {
  return shipper.wait_until(
      [&] { return shipper.err().find("delivers from") != std::string::npos; }, kPatience);
}

std::vector<Segment> PrivateSite::segments() const {
  OutboxReader reader{outbox()};
  std::vector<Segment> all;
  const auto view = reader.look(0);
  if (!view) throw std::runtime_error{view.error()};
  for (const OutboxReader::Item& item : view->segments) {
    auto segment = reader.read(item);
    if (segment) all.push_back(std::move(*segment));
  }
  return all;
}

void PrivateSite::ask_status() const {
  ChildProcess asking{
      {.words = {options_->celltally, "status", "--json", "--socket", folder_ + "/control.sock",
                 "--ship-socket", folder_ + "/ship.sock"},
       .output = folder_ + "/status"}};
  asking.wait(kPatience);
}

void PrivateSite::ask_metrics() const {
  const int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(metrics_port_);
  constexpr timeval kWait{.tv_sec = 5, .tv_usec = 0};
  setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &kWait, sizeof kWait);
  constexpr std::string_view kRequest =
      "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  std::string answer;
  if (connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
      send(client, kRequest.data(), kRequest.size(), MSG_NOSIGNAL) > 0) {
    std::array<char, 4096> room{};
    for (ssize_t got = 0; (got = recv(client, room.data(), room.size(), 0)) > 0;) {
      answer.append(room.data(), static_cast<std::size_t>(got));
    }
  }
  close(client);
  write(folder_ + "/metrics.out", answer);
}

}  // namespace celltally
