<?xml version="1.0" encoding="UTF-8"?>
<!--
  Payara's domain.xml for the tests and the benchmarks: a domain named postern that listens on 127.0.0.1 only, and neither
  looks for other servers nor reports to anybody.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

    <!-- Without a port, a listener is off. -->
    <xsl:param name="http.port"/>
    <xsl:param name="https.port"/>
    <xsl:param name="admin.port"/>
    <!-- Separated by blanks. -->
    <xsl:param name="jvm.arguments"/>

    <xsl:template match="@*|node()">
        <xsl:copy>
            <xsl:apply-templates select="@*|node()"/>
        </xsl:copy>
    </xsl:template>

    <xsl:template match="property[@name='administrative.domain.name']/@value">
        <xsl:attribute name="value">postern</xsl:attribute>
    </xsl:template>

    <!-- The data grid; the attribute of the same name on hazelcast-runtime-configuration is ignored. -->
    <xsl:template match="hazelcast-config-specific-configuration">
        <xsl:copy>
            <xsl:apply-templates select="@*"/>
            <xsl:attribute name="enabled">false</xsl:attribute>
        </xsl:copy>
    </xsl:template>

    <!-- Without the message broker, and without reports of what is used to its makers. -->
    <xsl:template match="config[@name='server-config']">
        <xsl:copy>
            <xsl:apply-templates select="@*|node()[not(self::jms-service or self::phone-home-runtime-configuration)]"/>
            <jms-service type="DISABLED"/>
            <phone-home-runtime-configuration enabled="false"/>
        </xsl:copy>
    </xsl:template>

    <xsl:template match="jmx-connector">
        <xsl:copy>
            <xsl:apply-templates select="@*"/>
            <xsl:attribute name="address">127.0.0.1</xsl:attribute>
            <xsl:attribute name="enabled">false</xsl:attribute>
            <xsl:apply-templates select="node()"/>
        </xsl:copy>
    </xsl:template>

    <xsl:template match="iiop-listener">
        <xsl:copy>
            <xsl:apply-templates select="@*"/>
            <xsl:attribute name="address">127.0.0.1</xsl:attribute>
            <xsl:attribute name="enabled">false</xsl:attribute>
            <xsl:apply-templates select="node()"/>
        </xsl:copy>
    </xsl:template>

    <xsl:template match="config[@name='server-config']//network-listener">
        <xsl:copy>
            <xsl:apply-templates select="@*"/>
            <xsl:attribute name="address">127.0.0.1</xsl:attribute>
            <xsl:choose>
                <xsl:when test="@name='http-listener-1' and $http.port">
                    <xsl:attribute name="port"><xsl:value-of select="$http.port"/></xsl:attribute>
                </xsl:when>
                <xsl:when test="@name='http-listener-2' and $https.port">
                    <xsl:attribute name="port"><xsl:value-of select="$https.port"/></xsl:attribute>
                </xsl:when>
                <xsl:when test="@name='admin-listener'">
                    <xsl:attribute name="port"><xsl:value-of select="$admin.port"/></xsl:attribute>
                </xsl:when>
                <xsl:otherwise>
                    <xsl:attribute name="enabled">false</xsl:attribute>
                </xsl:otherwise>
            </xsl:choose>
            <xsl:apply-templates select="node()"/>
        </xsl:copy>
    </xsl:template>

    <!-- TLS 1.3 alone. -->
    <xsl:template match="config[@name='server-config']//protocol[@name='http-listener-2']/ssl">
        <xsl:copy>
            <xsl:apply-templates select="@*"/>
            <xsl:attribute name="tls12-enabled">false</xsl:attribute>
            <xsl:attribute name="tls13-enabled">true</xsl:attribute>
            <xsl:apply-templates select="node()"/>
        </xsl:copy>
    </xsl:template>

    <!-- Without the remote shell, which has a port of its own, too. -->
    <xsl:template match="config[@name='server-config']//jvm-options[starts-with(., '-Dorg.glassfish.additionalOSGiBundlesToStart=')]"/>
    <xsl:template match="config[@name='server-config']//jvm-options[starts-with(., '-Xmx')]"/>

    <xsl:template match="config[@name='server-config']/java-config">
        <xsl:copy>
            <xsl:apply-templates select="@*|node()"/>
            <xsl:call-template name="jvm-options">
                <xsl:with-param name="arguments" select="normalize-space($jvm.arguments)"/>
            </xsl:call-template>
        </xsl:copy>
    </xsl:template>

    <xsl:template name="jvm-options">
        <xsl:param name="arguments"/>
        <xsl:if test="$arguments">
            <jvm-options><xsl:value-of select="substring-before(concat($arguments, ' '), ' ')"/></jvm-options>
            <xsl:call-template name="jvm-options">
                <xsl:with-param name="arguments" select="substring-after($arguments, ' ')"/>
            </xsl:call-template>
        </xsl:if>
    </xsl:template>

</xsl:stylesheet>
