namespace CsTelemetry.Collector.Tenancy;

/// <summary>Makes, lists and revokes keys.</summary>
internal sealed class KeyIssuer(KeyFile file, TimeProvider time)
{
    private const int PrefixLength = 8;

    /// <summary>Makes a key and returns it whole. The secret is shown this once and cannot be had again.</summary>
    public string Create(string tenant, IReadOnlyList<string> scopes)
    {
        var unknown = scopes.Where(scope => !Scopes.All.Contains(scope)).ToList();
        if (scopes.Count == 0)
        {
            throw new ArgumentException($"A key needs a scope. There are: {string.Join(", ", Scopes.All.Order())}.", nameof(scopes));
        }

        if (unknown.Count > 0)
        {
            throw new ArgumentException($"Unknown scopes: {string.Join(", ", unknown)}. There are: {string.Join(", ", Scopes.All.Order())}.", nameof(scopes));
        }

        if (!TenantId.IsValid(tenant))
        {
            throw new ArgumentException($"The tenant id \"{tenant}\" is not valid. {TenantId.Rule}", nameof(tenant));
        }

        var prefix = $"{tenant}_{ApiKeySecret.Draw()[..PrefixLength]}";
        var secret = ApiKeySecret.Draw();
        file.Save([.. file.Load(), new ApiKey(prefix, tenant, scopes, [ApiKeySecret.Hash(secret)], time.GetUtcNow())]);
        return $"{prefix}.{secret}";
    }

    /// <summary>Takes a key back. False if there is none of that prefix.</summary>
    public bool Revoke(string prefix)
    {
        var keys = file.Load();
        if (keys.All(key => key.Prefix != prefix))
        {
            return false;
        }

        file.Save([.. keys.Select(key => key.Prefix == prefix ? key with { RevokedAt = time.GetUtcNow() } : key)]);
        return true;
    }
}
