#pragma once

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>

#include "tests/capture/temporary_folder.hpp"

namespace celltally::testing {

// Debian's clickhouse-server in a folder of its own, on loopback. Its folder outlives a kill.
class ClickhouseServer {
 public:
  static bool installed() {
    return std::system("command -v clickhouse-server clickhouse-client >/dev/null 2>&1") == 0;
  }

  ClickhouseServer() {
    http_port_ = 20000 + getpid() % 20000;
    tcp_port_ = http_port_ + 20001;
    write("config.xml", "<yandex><logger><level>warning</level><log>" + folder_.path("log") +
                            "</log><errorlog>" + folder_.path("errors") +
                            "</errorlog></logger><http_port>" + std::to_string(http_port_) +
                            "</http_port><tcp_port>" + std::to_string(tcp_port_) +
                            "</tcp_port><listen_host>127.0.0.1</listen_host><path>" +
                            folder_.path("data/") + "</path><tmp_path>" + folder_.path("tmp/") +
                            "</tmp_path><users_config>users.xml</users_config><default_profile>"
                            "default</default_profile><default_database>default</default_database>"
                            "<mark_cache_size>100000000</mark_cache_size>"
                            "<timezone>Europe/Berlin</timezone></yandex>");
    write("users.xml",
          "<yandex><profiles><default/></profiles><users><default><password></password><networks>"
          "<ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default>"
          "<ship><password>made-up</password><networks><ip>127.0.0.1</ip></networks><profile>"
          "default</profile><quota>default</quota></ship></users><quotas><default/></quotas>"
          "</yandex>");
  }
  ClickhouseServer(const ClickhouseServer&) = delete;
  ClickhouseServer& operator=(const ClickhouseServer&) = delete;
  ~ClickhouseServer() { kill_it(); }

  // Whether it came up.
  bool start() {
    child_ = fork();
    if (child_ == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      if (std::freopen(folder_.path("out").c_str(), "a", stdout) == nullptr ||
          std::freopen(folder_.path("out").c_str(), "a", stderr) == nullptr) {
        _exit(97);
      }
      const std::string config = "--config-file=" + folder_.path("config.xml");
      execlp("clickhouse-server", "clickhouse-server", config.c_str(), nullptr);
      _exit(98);
    }
    for (int i = 0; i < 600; ++i) {
      if (says("SELECT 1") == "1\n") return true;
      std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    return false;
  }
  void kill_it() {
    if (child_ <= 0) return;
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
    child_ = -1;
  }

  // What clickhouse-client says: an independent reading. `input`: a shell's redirection.
  std::string says(const std::string& sql) const { return client("-q \"" + sql + "\""); }
  std::string run_file(const std::string& path) const {
    return client("--multiquery < '" + path + "'");
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(http_port_) + "/"; }

 private:
  void write(const std::string& name, const std::string& text) const {
    std::ofstream{folder_.path(name)} << text;
  }
  std::string client(const std::string& rest) const {
    const std::string command = "clickhouse-client --host 127.0.0.1 --port " +
                                std::to_string(tcp_port_) + " " + rest + " 2>&1";
    std::string out;
    FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return "popen failed";
    char buffer[4096];
    for (std::size_t count = 0; (count = fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
      out.append(buffer, count);
    }
    pclose(pipe);
    return out;
  }

  TemporaryFolder folder_;
  int http_port_ = 0;
  int tcp_port_ = 0;
  pid_t child_ = -1;
};

}  // namespace celltally::testing
