using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsTelemetry.Collector.Tenancy;

/// <summary>
/// The tenants' settings that the command line writes, `tenants.json` in the data directory: the section `Tenants` of
/// the configuration, which goes before the same in other places. A running collector takes a change within seconds.
/// </summary>
internal sealed class TenantFile(string path)
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    private readonly OwnedFile _file = new(path);

    public string Path { get; } = path;

    /// <summary>Changes some of a tenant's settings; those not named stay.</summary>
    /// <param name="id">The tenant, or <see cref="TenantsOptions.Everybody"/>.</param>
    /// <param name="settings">Names and values, as the configuration has them.</param>
    /// <exception cref="ArgumentException">The file would have faults; it is left as it was.</exception>
    /// <exception cref="IOException">Another command is changing it.</exception>
    /// <exception cref="InvalidDataException">It is not JSON of this form.</exception>
    public void Set(string id, IReadOnlyDictionary<string, JsonNode?> settings) => Change(tenants =>
    {
        if (id != TenantsOptions.Everybody && !TenantId.IsValid(id))
        {
            throw new ArgumentException($"\"{id}\" is not a tenant id. {TenantId.Rule}");
        }

        var tenant = tenants[id] as JsonObject ?? [];
        tenants[id] = tenant;
        foreach (var (name, value) in settings)
        {
            tenant[name] = value;
        }

        return true;
    });

    /// <summary>Takes a tenant's settings out. False if there are none in this file.</summary>
    public bool Remove(string id) => Change(tenants => tenants.Remove(id));

    private bool Change(Func<JsonObject, bool> change)
    {
        using var held = _file.Hold();
        var root = Load();
        var tenants = root[TenantsOptions.Section] as JsonObject ?? [];
        root[TenantsOptions.Section] = tenants;
        if (!change(tenants))
        {
            return false;
        }

        var content = JsonSerializer.SerializeToUtf8Bytes(root, Format);
        Check(content);
        _file.Replace(content);
        return true;
    }

    private JsonObject Load()
    {
        try
        {
            return File.Exists(Path) ? JsonNode.Parse(File.ReadAllBytes(Path)) as JsonObject ?? [] : [];
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{Path} is not JSON: {exception.Message} Mend or delete it.", exception);
        }
    }

    private static void Check(byte[] content)
    {
        var options = new TenantsOptions();
        options.Read(new ConfigurationBuilder().AddJsonStream(new MemoryStream(content)).Build().GetSection(TenantsOptions.Section));
        if (options.Faults().ToList() is { Count: > 0 } faults)
        {
            throw new ArgumentException(string.Join('\n', faults));
        }
    }
}
