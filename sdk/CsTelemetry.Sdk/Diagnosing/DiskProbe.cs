namespace CsTelemetry.Diagnosing;

/// <summary>Finds out whether the directory for undelivered batches can be written.</summary>
internal static class DiskProbe
{
    private const string Name = "disk";

    public static async Task<DiagnosisStep> RunAsync(string? directory, CancellationToken ending)
    {
        if (string.IsNullOrEmpty(directory))
        {
            return new(Name, DiagnosisOutcome.Skipped, "DiskDirectory is not set: what cannot be delivered is kept in memory only.");
        }

        // A disk that hangs is waited for no longer than anything else.
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = ending.Register(() => ended.TrySetResult(true));
        var writing = Task.Run(() => Write(directory!), CancellationToken.None);
        return await Task.WhenAny(writing, ended.Task).ConfigureAwait(false) == writing
            ? await writing.ConfigureAwait(false)
            : new(Name, DiagnosisOutcome.Failed, $"{directory} did not answer within the time of the diagnosis; look at the disk or the network share.");
    }

    private static DiagnosisStep Write(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var probe = Path.Combine(directory, $"diagnosis-{Guid.NewGuid():N}.probe");
            using (var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose))
            {
                file.WriteByte(1);
                file.Flush(flushToDisk: true);
            }

            return new(Name, DiagnosisOutcome.Ok, $"{directory} can be written.");
        }
        catch (Exception failure)
        {
            return new(Name, DiagnosisOutcome.Failed, $"{directory} cannot be written: {failure.Message} Give the app's user the right to, make room, or set another DiskDirectory.");
        }
    }
}
