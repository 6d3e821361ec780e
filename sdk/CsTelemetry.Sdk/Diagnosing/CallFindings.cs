using System.Globalization;
using CsTelemetry.Exporting;

namespace CsTelemetry.Diagnosing;

/// <summary>Turns what came of asking the collector into steps with what to do. Pure.</summary>
internal static class CallFindings
{
    /// <summary>A clock that is further off makes days wrong, and near ten minutes events are rejected as too early.</summary>
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(2);

    public static IEnumerable<DiagnosisStep> Of(CallFound found) =>
    [
        Way("grpc", "gRPC", found.Grpc, otherWorks: found.Http is { Path: PathFinding.Collector }),
        Way("http", "HTTP", found.Http, otherWorks: found.Grpc is { Path: PathFinding.Collector }),
        Key(found.Reached),
        Clock(found),
    ];

    private static DiagnosisStep Way(string name, string way, CallOutcome? outcome, bool otherWorks)
    {
        if (outcome is null)
        {
            return new(name, DiagnosisOutcome.Skipped, $"{way} is not used with these options.");
        }

        return outcome.Path == PathFinding.Collector
                ? new(name, DiagnosisOutcome.Ok, $"A collector answers by {way}.")
            : otherWorks ? new(name, DiagnosisOutcome.Skipped, $"{way} does not get through ({outcome.Describe()}); it is not needed while the other way works.")
            : new(name, DiagnosisOutcome.Failed, $"No collector answers by {way}: {outcome.Describe()}. {Advice(outcome.Path)}");
    }

    private static string Advice(PathFinding path) => path switch
    {
        PathFinding.Stranger => "Something else listens there, or a proxy answers in its place: check address and port.",
        PathFinding.WrongVersion => "It does not speak this version of HTTP: check the port, or choose the other Transport.",
        PathFinding.Broken => "The connection is cut on the way: check whether https or http is meant, and what stands between.",
        PathFinding.Silent => "It takes connections and stays silent, or a firewall drops the packets: look at the collector's /readyz and at the firewall.",
        _ => "See the steps before this one.",
    };

    private static DiagnosisStep Key(CallOutcome? reached) => reached?.Status is not { } status
        ? new("key", DiagnosisOutcome.Skipped, "No collector was reached that could judge the key.")
        : status.Code switch
        {
            // What a batch without events is told once the key has been found good.
            GrpcStatusCode.InvalidArgument or GrpcStatusCode.Ok => new("key", DiagnosisOutcome.Ok, "The key is valid and may publish."),
            GrpcStatusCode.Unauthenticated => new("key", DiagnosisOutcome.Failed, $"The collector does not take the key: {status.Message} Set ApiKey to a key of this collector (`collector keys create`)."),
            GrpcStatusCode.PermissionDenied => new("key", DiagnosisOutcome.Failed, $"The key may not publish: {status.Message} Make one with the scope `ingest`."),
            _ => new("key", DiagnosisOutcome.Skipped, $"The collector answered {status.Code} ({status.Message}) and did not judge the key; try again later."),
        };

    private static DiagnosisStep Clock(CallFound found)
    {
        if (found.Reached?.AnsweredAt is not { } theirs)
        {
            return new("clock", DiagnosisOutcome.Skipped, "No collector told its time.");
        }

        var skew = found.Now - theirs;
        var seconds = Math.Abs(skew.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        var direction = skew < TimeSpan.Zero ? "behind" : "ahead of";
        return skew.Duration() <= MostSkew
            ? new("clock", DiagnosisOutcome.Ok, $"This clock is {seconds} s {direction} the collector's.")
            : new("clock", DiagnosisOutcome.Failed, $"This clock is {seconds} s {direction} the collector's: set one of them (NTP). Events more than 10 min ahead are rejected.");
    }
}
