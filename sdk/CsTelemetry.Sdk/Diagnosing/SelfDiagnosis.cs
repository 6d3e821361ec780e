using CsTelemetry.Exporting;

namespace CsTelemetry.Diagnosing;

/// <summary>Runs the steps of a diagnosis side by side, so that one that hangs takes no time from the others. Safe for concurrent use.</summary>
internal sealed class SelfDiagnosis(CsTelemetryOptions options, Func<TelemetryStatistics> books, TimeProvider time)
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LeastTimeout = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MostTimeout = TimeSpan.FromMinutes(10);

    public Task<TelemetryDiagnosis> RunAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var limit = timeout ?? DefaultTimeout;
        if (limit < LeastTimeout || limit > MostTimeout)
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), limit, $"A diagnosis takes {LeastTimeout:c} to {MostTimeout:c}.");
        }

        // Not on the caller's thread, and not in its trace.
        using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        return Task.Run(() => DiagnoseAsync(limit, cancellationToken), cancellationToken);
    }

    private async Task<TelemetryDiagnosis> DiagnoseAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = Deadline.Start(limit, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var way = new WayProbe(options).RunAsync(ending.Token);
        var calls = new CallProbe(options, time).RunAsync(ending.Token);
        var disk = DiskProbe.RunAsync(options.DiskDirectory, ending.Token);
        await Task.WhenAll(way, calls, disk).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();

        var found = await calls.ConfigureAwait(false);
        var read = books();
        IEnumerable<DiagnosisStep> steps =
        [
            .. await way.ConfigureAwait(false),
            .. CallFindings.Of(found),
            await disk.ConfigureAwait(false),
            BooksFindings.LastError(in read),
            BooksFindings.Balance(in read),
        ];
        return new TelemetryDiagnosis(Target().GetLeftPart(UriPartial.Authority), [.. steps.Select(WithoutKey)]);
    }

    private Uri Target() => options.Transport == TelemetryTransport.Http ? CollectorAddress.Http(options) : options.Endpoint;

    // No sentence of ours has it; one of a peer's might.
    private DiagnosisStep WithoutKey(DiagnosisStep step) => step with { Finding = step.Finding.Replace(options.ApiKey, "(the key)") };
}
