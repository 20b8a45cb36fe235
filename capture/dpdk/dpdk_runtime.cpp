#include "capture/dpdk/dpdk_runtime.hpp"

#include <rte_eal.h>
#include <rte_errno.h>
#include <rte_lcore.h>
#include <rte_log.h>
#include <sched.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <utility>

#include "capture/dpdk/eal_arguments.hpp"
#include "capture/dpdk/eal_log.hpp"
#include "capture/dpdk/eal_problem.hpp"
#include "capture/dpdk/pci_device.hpp"

namespace celltally {

namespace {

// EAL binds the thread that starts it to one core, and threads made later inherit that.
class KeptAffinity {
 public:
  KeptAffinity() : known_(sched_getaffinity(0, sizeof cores_, &cores_) == 0) {}
  KeptAffinity(const KeptAffinity&) = delete;
  KeptAffinity& operator=(const KeptAffinity&) = delete;
  ~KeptAffinity() {
    if (known_) sched_setaffinity(0, sizeof cores_, &cores_);
  }

  std::uint32_t first_core() const {
    for (std::uint32_t core = 0; known_ && core < CPU_SETSIZE; ++core) {
      if (CPU_ISSET(core, &cores_)) return core;
    }
    return 0;
  }

 private:
  cpu_set_t cores_{};
  bool known_;
};

// While it starts, EAL prints some errors, and its usage, past its own log. In the GNU C library
// the standard streams are variables like any other.
class RedirectedOutput {
 public:
  explicit RedirectedOutput(std::FILE* errors)
      : out_(stdout), error_(stderr), nowhere_(std::fopen("/dev/null", "we")) {
    if (nowhere_ != nullptr) stdout = nowhere_;  // EAL's usage
    if (errors != nullptr) stderr = errors;
  }
  RedirectedOutput(const RedirectedOutput&) = delete;
  RedirectedOutput& operator=(const RedirectedOutput&) = delete;
  ~RedirectedOutput() {
    stdout = out_;
    stderr = error_;
    if (nowhere_ != nullptr) static_cast<void>(std::fclose(nowhere_));
  }

 private:
  std::FILE* out_;
  std::FILE* error_;
  std::FILE* nowhere_;
};

int start_eal(std::vector<std::string>& arguments, EalLog& log) {
  std::vector<char*> words;
  words.reserve(arguments.size() + 1);
  for (std::string& word : arguments) words.push_back(word.data());
  const auto count = static_cast<int>(words.size());
  words.push_back(nullptr);
  const RedirectedOutput quiet{log.stream()};
  rte_openlog_stream(log.stream());
  return rte_eal_init(count, words.data());
}

}  // namespace

Result<std::unique_ptr<DpdkRuntime>, std::string> DpdkRuntime::start(const DpdkSettings& settings) {
  for (const std::string& address : settings.pci) {
    const std::string problem = pci_address_problem(address);
    if (!problem.empty()) return fail(problem);
  }
  // EAL remembers parts of a start that failed, and would refuse the next for reasons of its own.
  static std::atomic<bool> tried{false};
  if (tried.exchange(true)) return fail(start_problem({}, EALREADY, settings));
  const KeptAffinity affinity;
  auto log = std::make_unique<EalLog>();
  auto arguments = eal_arguments(settings, affinity.first_core());
  if (start_eal(arguments, *log) < 0) {
    const int error = rte_errno;
    rte_openlog_stream(nullptr);
    return fail(start_problem(log->lines(), error, settings));
  }
  return std::unique_ptr<DpdkRuntime>(new DpdkRuntime{std::move(arguments), std::move(log)});
}

DpdkRuntime::DpdkRuntime(std::vector<std::string> arguments, std::unique_ptr<EalLog> log)
    : arguments_(std::move(arguments)), log_(std::move(log)) {}

DpdkRuntime::~DpdkRuntime() {
  rte_eal_cleanup();
  rte_openlog_stream(nullptr);
}

bool DpdkRuntime::register_thread() noexcept {
  return rte_lcore_id() != LCORE_ID_ANY || rte_thread_register() == 0;
}

void DpdkRuntime::unregister_thread() noexcept {
  rte_thread_unregister();
}

std::vector<std::string> DpdkRuntime::log() const {
  return log_->lines();
}

void DpdkRuntime::clear_log() {
  log_->clear();
}

}  // namespace celltally
