using System.Text.Json.Nodes;
using CsTelemetry.Collector.Administering;

namespace CsTelemetry.Collector.Hosting.Administration.Doctor;

/// <summary>Asks the running collector how it stands.</summary>
internal static class RunningChecks
{
    public static async Task<IReadOnlyList<DoctorCheck>> OfAsync(AdministrationClient client, CancellationToken cancellationToken)
    {
        AdministrationLine? last = null;
        await foreach (var line in client.RunAsync("status", [], cancellationToken))
        {
            last = line;
        }

        return last is { Kind: LineKind.Result, Data: JsonObject status }
            ? [Balance(status, last.Text), Half(status, "log", "log_fault"), Half(status, "store", "store_fault")]
            : [DoctorCheck.Bad("collector", last?.Text ?? "it ended while it was asked. Look at its log.")];
    }

    private static DoctorCheck Balance(JsonObject status, string text)
    {
        var (received, accepted, rejected) = (Number(status, "received"), Number(status, "accepted"), Number(status, "rejected"));
        var (verified, pending, quarantined) = (Number(status, "verified"), Number(status, "pending"), Number(status, "quarantined"));
        return received == accepted + rejected && accepted == verified + pending + quarantined
            ? DoctorCheck.Good("balance", text)
            : DoctorCheck.Bad("balance", $"received {received}, accepted {accepted}, rejected {rejected}, verified {verified}, pending {pending}, quarantined {quarantined} do not add up. Run `audit`, and report it.");
    }

    private static DoctorCheck Half(JsonObject status, string name, string fault) => (string?)status[fault] is { } text
        ? DoctorCheck.Bad($"running {name}", text)
        : DoctorCheck.Good($"running {name}", name == "store" ? $"ClickHouse {(string?)status["store_version"]} at {(string?)status["store_address"]}." : $"{Number(status, "log_bytes")} bytes.");

    private static long Number(JsonObject status, string name) => (long)status[name]!;
}
