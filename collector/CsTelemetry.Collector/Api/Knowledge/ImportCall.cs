using System.Globalization;
using CsTelemetry.Collector.Knowing.Documents;
using CsTelemetry.Collector.Knowing.Importing;

namespace CsTelemetry.Collector.Api.Knowledge;

/// <summary>Takes a file in, bounded, then imports it. Two at a time. Thread-safe.</summary>
internal sealed class ImportCall(KnowledgeImport import, KnowledgeActs acts) : IDisposable
{
    public const int MaxFileBytes = 64 * 1024 * 1024;
    private const int MaxAtOnce = 2;

    private readonly SemaphoreSlim _turns = new(MaxAtOnce);

    public void Dispose() => _turns.Dispose();

    public async Task<IResult> RunAsync(HttpContext http, RequestCaller caller, string kind, bool isDry)
    {
        var form = ImportForm.Find(kind)
            ?? throw new InvalidParameterException("kind", $"\"{kind}\" is none of {string.Join(", ", ImportForm.All.Select(each => each.Name))}.");
        var isCsv = IsCsv(http.Request);
        if (!await _turns.WaitAsync(TimeSpan.Zero, http.RequestAborted))
        {
            http.Response.Headers.RetryAfter = "5";
            return TypedResults.Problem(statusCode: StatusCodes.Status429TooManyRequests, title: "Two imports are being done.", detail: "Send the file again after the delay.");
        }

        try
        {
            await using var file = Spool();
            await ReadAsync(http.Request, file, http.RequestAborted);
            return TypedResults.Ok(await ImportAsync(caller, form, isCsv ? CsvRows.Read(form, file) : LineRows.Read(file), isDry, http.RequestAborted));
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task<ImportReport> ImportAsync(RequestCaller caller, ImportForm form, IEnumerable<ImportRow> rows, bool isDry, CancellationToken cancellationToken)
    {
        try
        {
            var report = await import.RunAsync(caller.Tenant, caller.Caller.KeyPrefix, form, rows, isDry, cancellationToken);
            if (!isDry && report.Created + report.Changed > 0)
            {
                await acts.NoteImportAsync(caller.Caller, form.Name, string.Create(CultureInfo.InvariantCulture, $"{report.Created} created, {report.Changed} changed, {report.Failed} rows failed"));
            }

            return report;
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDocumentException([new KnowledgeFault("", $"{exception.Message} Rows before it may have been taken; sending the whole file again does no harm.")]);
        }
    }

    private static bool IsCsv(HttpRequest request) => request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "text/csv" => true,
        "application/x-ndjson" or "application/jsonl" or "application/ndjson" => false,
        var other => throw new BadHttpRequestException(
            $"The content type is \"{other}\"; send `text/csv` with a line of names, or `application/x-ndjson` with an object on each line.", StatusCodes.Status415UnsupportedMediaType),
    };

    private static FileStream Spool()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
    }

    private static async Task ReadAsync(HttpRequest request, FileStream file, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (file.Length + read > MaxFileBytes)
            {
                throw new BadHttpRequestException($"The file is larger than {MaxFileBytes} bytes; cut it into several.", StatusCodes.Status413PayloadTooLarge);
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        file.Position = 0;
    }
}
