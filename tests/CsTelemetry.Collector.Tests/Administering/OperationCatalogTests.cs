using CsTelemetry.Collector.Administering;
using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Tests.Making;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.Collector.Tests.Administering;

/// <summary>Every operation leaves one line in the audit log, however it ended.</summary>
public sealed class OperationCatalogTests : IDisposable
{
    private static readonly AdministrativeAct Act = new(AuditActions.Rebuild, "2026-05", "demo");

    private readonly ScratchFolder _folder = new();
    private readonly AuditLog _log;

    public OperationCatalogTests() => _log = new AuditLog(new AuditFiles(_folder.Path), new ManualTimeProvider());

    public static TheoryData<int, string> Ends => new()
    {
        { ExitCodes.Done, "done" },
        { ExitCodes.Found, "done" },
        { ExitCodes.Usage, "refused" },
        { ExitCodes.Failed, "failed" },
    };

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task What_was_done_is_noted_with_its_end(int exit, string outcome)
    {
        await RunAsync(Act, Line(AdministrationLine.Progress("working", 0, 1)), Line(AdministrationLine.Result("The words.", exit: exit)));

        var entry = Assert.Single(Entries());
        Assert.Equal(($"operator:{Environment.UserName}", "local", "demo", "rebuild", "2026-05", outcome, "The words."), (entry.Actor, entry.From, entry.Tenant, entry.Action, entry.Target, entry.Outcome, entry.Detail));
    }

    [Fact]
    public async Task What_could_not_be_done_is_noted_with_the_reason()
    {
        var refused = await RunAsync(Act, _ => throw AdministrationException.Usage("Not so."));
        var failed = await RunAsync(Act, _ => throw new IOException("The disk."));
        var broken = await RunAsync(Act, _ => throw new InvalidCastException("A bug."));

        Assert.Equal([ExitCodes.Usage, ExitCodes.Failed, ExitCodes.Failed], ((AdministrationLine[])[refused[^1], failed[^1], broken[^1]]).Select(line => line.Exit!.Value));
        Assert.Equal(["refused: Not so.", "failed: The disk.", "failed: The operation broke off by a fault of its own: A bug."], Entries().Select(entry => $"{entry.Outcome}: {entry.Detail}"));
    }

    [Fact]
    public async Task What_was_interrupted_is_noted_too()
    {
        using var stop = new CancellationTokenSource();
        var operations = Catalog(Act, Line(AdministrationLine.Note("begun")), async token =>
        {
            await stop.CancelAsync();
            token.ThrowIfCancellationRequested();
            return AdministrationLine.Result("never");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await operations.RunAsync("stand-in", new OperationArguments([]), stop.Token).ToListAsync(CancellationToken.None));

        var entry = Assert.Single(Entries());
        Assert.Equal(("failed", "interrupted"), (entry.Outcome, entry.Detail));
    }

    [Fact]
    public async Task Who_stops_listening_in_the_middle_leaves_a_line()
    {
        await foreach (var line in Catalog(Act, Line(AdministrationLine.Note("one")), Line(AdministrationLine.Note("two"))).RunAsync("stand-in", new OperationArguments([]), CancellationToken.None))
        {
            Assert.Equal("one", line.Text);
            break;
        }

        Assert.Equal("interrupted", Assert.Single(Entries()).Detail);
    }

    [Fact]
    public async Task An_erasure_is_named_by_its_receipt_and_by_nothing_that_was_said_of_the_person()
    {
        await RunAsync(new AdministrativeAct(AuditActions.EraseOrder, "no receipt", "demo"), Line(AdministrationLine.Note("The order r-17 is given.", new { ReceiptId = "r-17" })), Line(AdministrationLine.Result("ann is erased.")));

        var entry = Assert.Single(Entries());
        Assert.Equal(("r-17", null), (entry.Target, entry.Detail));
    }

    [Fact]
    public async Task What_changes_nothing_is_not_noted()
    {
        await RunAsync(null, Line(AdministrationLine.Result("All is well.")));

        Assert.Empty(Entries());
    }

    [Fact]
    public async Task An_audit_log_that_cannot_be_written_is_told_and_the_act_stands()
    {
        Directory.CreateDirectory(_folder.File("audit.jsonl"));

        var lines = await RunAsync(Act, Line(AdministrationLine.Result("Done.")));

        Assert.Equal([LineKind.Fault, LineKind.Result], lines.Select(line => line.Kind));
        Assert.Contains("audit log", lines[0].Text, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Done, lines[1].Exit);
    }

    private static Func<CancellationToken, Task<AdministrationLine>> Line(AdministrationLine line) => _ => Task.FromResult(line);

    private OperationCatalog Catalog(AdministrativeAct? act, params IEnumerable<Func<CancellationToken, Task<AdministrationLine>>> steps) =>
        new([new StandInOperation(act, steps)], _log, NullLogger<OperationCatalog>.Instance);

    private Task<List<AdministrationLine>> RunAsync(AdministrativeAct? act, params IEnumerable<Func<CancellationToken, Task<AdministrationLine>>> steps) =>
        Catalog(act, steps).RunAsync("stand-in", new OperationArguments([]), CancellationToken.None).ToListAsync().AsTask();

    // In the order in which they were written.
    private List<AuditEntry> Entries() => [.. new AuditFiles(_folder.Path).NewestFirst().Reverse()];
}
