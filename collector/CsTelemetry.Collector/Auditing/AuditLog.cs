using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CsTelemetry.Collector.Auditing;

/// <summary>
/// The audit log: a line of JSON for each administrative act, appended and fsynced, by the collector and the command
/// line alike. Bounded: <see cref="AuditFiles.MaxFileCount"/> files of about <see cref="MaxFileBytes"/>. Thread-safe, and safe against other
/// processes.
/// </summary>
internal sealed class AuditLog(AuditFiles files, TimeProvider time) : IAdministrativeLog, IDisposable
{
    /// <summary>When a file is at least this long, the next act begins another. 8 MiB.</summary>
    public const int MaxFileBytes = 8 * 1024 * 1024;

    /// <summary>The most characters of a target or a detail; what is longer is cut.</summary>
    public const int MaxTextLength = 1000;

    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMilliseconds(10);

    // Read by people and by jq, never put into a page as it is.
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SemaphoreSlim _gate = new(1);

    public async Task NoteAsync(AuditAct act, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            using var held = await HoldAsync(cancellationToken);
            files.RotateAt(MaxFileBytes);
            var entry = new AuditEntry(
                files.LastNumber() + 1, time.GetUtcNow(), act.Actor.Name, act.Actor.From, act.Tenant, act.Action, Cut(act.Target), act.Outcome.ToString().ToLowerInvariant(), act.Detail is null ? null : Cut(act.Detail));
            files.Append(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry, Format) + "\n"), entry.Number);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private static string Cut(string text) => text.Length <= MaxTextLength ? text : text[..MaxTextLength] + "…";

    private async Task<IDisposable> HoldAsync(CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            try
            {
                return files.Hold();
            }
            catch (IOException) when (time.GetElapsedTime(since) < LongestHold)
            {
                await Task.Delay(TryAgainAfter, time, cancellationToken);
            }
        }
    }
}
