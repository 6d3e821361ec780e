using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using CsTelemetry.Collector.Administering;
using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Grpc;

namespace CsTelemetry.Collector.Receiving.Importing;

/// <summary>
/// Brings a file of events in by the intake that every client has. A file is a client instance, named by its content, and its rows are
/// numbered: so it is counted once, however often and from wherever it is imported.
/// </summary>
internal sealed class ImportOperation(ImportIntake intake, ImportProgress progress) : IAdministrativeOperation
{
    private const int MostFaultsListed = 1000;
    private const int NameBufferBytes = 64 * 1024;

    public string Name => "import";

    public AdministrativeAct? ActOf(OperationArguments arguments) =>
        arguments.Has("dry_run") ? null : new(AuditActions.Import, arguments.Find("file") ?? "", arguments.Find("tenant"));

    public async IAsyncEnumerable<AdministrationLine> RunAsync(OperationArguments arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (tenant, path) = (arguments.Require("tenant"), Path.GetFullPath(arguments.Require("file")));
        if (!TenantId.IsValid(tenant))
        {
            throw AdministrationException.Usage($"The tenant id \"{tenant}\" is not valid. {TenantId.Rule}");
        }

        if (!File.Exists(path))
        {
            throw AdministrationException.Usage($"There is no file {path}.");
        }

        var (name, lines) = await NameAsync(tenant, path, cancellationToken);
        var (id, isDry) = (Convert.ToHexStringLower(name), arguments.Has("dry_run"));
        var point = isDry ? new ImportPoint(0, 0, 0, 0, IsDone: false) : progress.Load(id);
        if (point.Rows > 0 && !point.IsDone)
        {
            yield return AdministrationLine.Note($"Going on after row {point.Rows}.", new { point.Rows });
        }

        var batch = new ImportBatch(Math.Max(1, BinaryPrimitives.ReadUInt64LittleEndian(name)), arguments.Find("application") ?? "import");
        var (skip, listed) = (point.Rows, 0);
        await foreach (var row in (point.IsDone ? AsyncEnumerable.Empty<ImportRow>() : ImportFile.ReadAsync(path, cancellationToken)).WithCancellation(cancellationToken))
        {
            if (row.Number <= skip)
            {
                continue;
            }

            batch.Add(row);
            if (batch.IsFull)
            {
                (point, var faults) = await SendAsync(batch, tenant, point, isDry, cancellationToken);
                foreach (var fault in faults.Take(MostFaultsListed - listed))
                {
                    listed++;
                    yield return fault;
                }

                Keep(id, point, isDry);
                yield return AdministrationLine.Progress($"row {point.Rows}", point.Rows, Math.Max(point.Rows, lines));
            }
        }

        if (!batch.IsEmpty)
        {
            (point, var faults) = await SendAsync(batch, tenant, point, isDry, cancellationToken);
            foreach (var fault in faults.Take(MostFaultsListed - listed))
            {
                yield return fault;
            }
        }

        var before = point.IsDone;
        point = point with { IsDone = true };
        Keep(id, point, isDry);
        yield return AdministrationLine.Result(
            $"{point.Rows} rows: {point.Accepted} events {(isDry ? "would be " : "")}accepted, {point.Rejected} rejected.{(before ? " The file had been imported before; nothing was done." : "")}",
            new { point.Rows, point.Accepted, point.Rejected, DryRun = isDry, ImportedBefore = before },
            point.Rejected == 0 ? ExitCodes.Done : ExitCodes.Found);
    }

    private void Keep(string id, ImportPoint point, bool isDry)
    {
        if (!isDry)
        {
            progress.Save(id, point);
        }
    }

    private async Task<(ImportPoint Point, List<AdministrationLine> Faults)> SendAsync(
        ImportBatch batch, string tenant, ImportPoint point, bool isDry, CancellationToken cancellationToken)
    {
        var faults = batch.Faults.Select(fault => FaultOf(fault.Row, "unreadable", fault.Fault)).ToList();
        var accepted = 0L;
        var number = point.Batches + 1;
        if (batch.Finish(number) is { } request)
        {
            try
            {
                var answer = isDry ? intake.Judge(request, tenant) : await intake.PublishAsync(request, tenant, cancellationToken);
                accepted = answer.AcceptedCount;
                faults.AddRange(answer.Rejected.Select(rejected => FaultOf(batch.RowOf(rejected.Index), rejected.Code.ToString(), rejected.Message)));
            }
            catch (GrpcException exception)
            {
                throw new AdministrationException($"The rows after {point.Rows} were refused: {exception.Message}");
            }
        }

        var next = point with { Rows = point.Rows + batch.RowCount, Batches = number, Accepted = point.Accepted + accepted, Rejected = point.Rejected + faults.Count };
        batch.Clear();
        return (next, faults);
    }

    private static AdministrationLine FaultOf(long row, string code, string message) => AdministrationLine.Fault($"row {row}: {message}", new { Row = row, Code = code, Message = message });

    // Its lines are counted on the way: there are no more rows than lines.
    private static async Task<(byte[] Name, long Lines)> NameAsync(string tenant, string path, CancellationToken cancellationToken)
    {
        using var file = File.OpenRead(path);
        using var content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[NameBufferBytes];
        var lines = 0L;
        int read;
        while ((read = await file.ReadAsync(buffer, cancellationToken)) > 0)
        {
            content.AppendData(buffer.AsSpan(0, read));
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        }

        return (SHA256.HashData([.. Encoding.UTF8.GetBytes($"import\n{tenant}\n"), .. content.GetHashAndReset()]), lines);
    }
}
