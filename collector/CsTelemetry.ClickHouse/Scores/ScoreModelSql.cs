namespace CsTelemetry.ClickHouse.Scores;

/// <summary>The statements about versions of score models and the evidence for them.</summary>
internal static class ScoreModelSql
{
    public const string Models =
        """
        SELECT version, revision, hash, toInt8(state), note, body, recorded_at, recorded_by
        FROM score_models
        WHERE tenant = {tenant:String}
        ORDER BY version, revision DESC
        LIMIT 1 BY version
        """;

    public const string WriteModel =
        """
        INSERT INTO score_models (tenant, version, revision, hash, state, note, body, recorded_at, recorded_by)
        SELECT {tenant:String}, {version:String}, {revision:UInt64}, {hash:String}, {state:Int8}, {note:String}, {body:String}, {recorded_at:DateTime64(3, 'UTC')}, {recorded_by:String}
        """;

    public const string Validation =
        """
        SELECT body
        FROM validations
        WHERE tenant = {tenant:String} AND model_version = {version:String}
        ORDER BY computed_at DESC
        LIMIT 1
        """;

    public const string WriteValidation =
        """
        INSERT INTO validations (tenant, model_version, model_hash, computed_at, body)
        SELECT {tenant:String}, {version:String}, {hash:String}, {computed_at:DateTime64(3, 'UTC')}, {body:String}
        """;
}
